import { expect, test } from 'vitest'
import { assignedName } from './assigned-name'

/** Where `‸` stands in the code is where the browser says that the call is. */
function nameAt(marked: string, frame: (place: string) => string): string | undefined {
  const lines = marked.slice(0, marked.indexOf('‸')).split('\n')
  const place = `sublet:///demo/handler.ts:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
  const stack = ['Error', frame('internal:#main:1:2'), frame(place), frame('sublet:///demo/handler.ts:1:1')]
  const code = marked.replace('‸', '')
  return assignedName(stack.join('\n'), (file) => (file === 'sublet:///demo/handler.ts' ? code : undefined))
}

const chromium = (place: string) => `    at ${place}`
const firefox = (place: string) => `@${place}`

test.each([
  ['const classify = ‸GPU({ duration: 5 }, async (x) => x)', 'classify'],
  ['const classify = GPU‸({ duration: 5 }, async (x) => x)', 'classify'],
  ['import * as s from "sublet"\nexport const classify =\n  s.‸GPU(async (x) => x)', 'classify'],
  ['const a = 1, b = ‸GPU(async () => 1)', 'b'],
  ['this.$run=‸GPU(async () => 1)', '$run'],
  ['export default Interface({ fn: ‸GPU(async () => 1) })', 'fn'],
  ['register(‸GPU(async () => 1))', undefined],
  ['const make = () => ‸GPU(async () => 1)', undefined],
  ['if (x === ‸GPU(f)) {}', undefined],
])('%s is named by its variable', (code, name) => {
  expect(nameAt(code, chromium)).toBe(name)
  expect(nameAt(code, firefox)).toBe(name)
})

test('a stack that leads to no file of the demo gives no name', () => {
  expect(assignedName('Error\n    at https://site/x.js:1:1', () => '')).toBeUndefined()
  expect(assignedName('Error\n    at sublet:///demo/gone.ts:1:1', () => undefined)).toBeUndefined()
  expect(assignedName('', () => '')).toBeUndefined()
})
