import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compileTypeScript } from '../../../tools/vite/demo-files'
import { openStacks } from './stacks'

const BASE = 'sublet:///demo/'
const SOURCE = `import { Interface } from 'sublet'

interface Told {
  where: string
}
type Nothing = Told

export async function inside(told: Nothing): Promise<number> {
  throw new RangeError(told.where)
}
`

/** 1-based place of `words` in `text`. */
function placeOf(words: string, text: string): string {
  const before = text.slice(0, text.indexOf(words)).split('\n')
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`
}

test('a place in compiled code becomes the place in the TypeScript', () => {
  const { code, map } = compileTypeScript(SOURCE, 'lib/inside.ts')
  const readable = openStacks(BASE, [{ path: 'lib/inside.ts', map }])
  const compiled = placeOf('new RangeError', code)
  const written = placeOf('new RangeError', SOURCE)
  expect(compiled).not.toBe(written)
  expect(readable(`RangeError: x\n    at async inside (${BASE}lib/inside.ts:${compiled})`)).toBe(
    `RangeError: x\n    at async inside (lib/inside.ts:${written})`,
  )
  expect(readable(`inside@${BASE}lib/inside.ts:${compiled}`)).toBe(`inside@lib/inside.ts:${written}`)
})

test('every line of a bundled demo that throws is found', async () => {
  const source = await readFile('e2e/demos/import-throws/handler.ts', 'utf8')
  const { code, map } = compileTypeScript(source, 'handler.ts')
  const readable = openStacks(BASE, [{ path: 'handler.ts', map }])
  for (const words of [
    "Error('in the GPU",
    "Error('only told",
    "TypeError('in the handler",
    'explode(told',
  ]) {
    expect(readable(`${BASE}handler.ts:${placeOf(words, code)}`)).toMatch(
      new RegExp(`^handler.ts:${placeOf(words, source).split(':')[0]}:`),
    )
  }
})

test('a file without a map, and a name without a place, are called by their paths', () => {
  const readable = openStacks(BASE, [{ path: 'data.json', map: '' }])
  expect(readable(`${BASE}data.json:1:2 and '${BASE}gone.ts' of sublet:///other/x.ts:1:1`)).toBe(
    "data.json:1:2 and 'gone.ts' of sublet:///other/x.ts:1:1",
  )
})
