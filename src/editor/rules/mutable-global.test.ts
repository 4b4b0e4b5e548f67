import { expect, test } from 'vitest'
import { marked } from './check.fixture'
import { mutableGlobal } from './mutable-global'

const handler = (before: string, inside: string) => `
import { GPU } from 'sublet'
${before}
export const run = GPU({ duration: 5 }, async (word: string) => {
  ${inside}
})
`

test.each([
  ['let last = 1', 'last += word.length'],
  ['const words: string[] = []', 'words.push(word)'],
  ['const known = new Map<string, number>()', 'known.set(word, 1)'],
  ['const known: Record<string, number> = {}', 'known[word] = 1'],
  ['let last = 1\nfunction note(n: number) { last = n }', 'note(word.length)'],
])('%s; %s', (before, inside) => {
  expect(marked(mutableGlobal, handler(before, inside))).toHaveLength(1)
})

test.each([
  ['const sizes = [1, 2]', 'return sizes.map((n) => n + word.length)'],
  ['', 'let last = 1; last += word.length; const all = [last]; all.push(2)'],
  [
    'let device: GPUDevice | undefined',
    'device ??= await (await navigator.gpu.requestAdapter())?.requestDevice()',
  ],
  ['let table: string[] | undefined', 'if (!table) { table = [word] }\n  return table'],
  ['let ready = false\nready = true', 'return ready'],
])('%s; %s: read, local, or made once', (before, inside) => {
  expect(marked(mutableGlobal, handler(before, inside))).toEqual([])
})

test('a variable is told of once', () => {
  expect(marked(mutableGlobal, handler('let n = 0', 'n += 1; n += word.length'))).toEqual(['n += 1'])
})
