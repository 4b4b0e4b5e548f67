import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import { notCloneable } from './not-cloneable'

const handler = (code: string) => `
import * as ort from 'onnxruntime-web'
import { Interface, JSON, Textbox } from 'sublet'
class Point { x = 1 }
class Wrong extends Error {}
declare const later: Promise<number>
export default Interface({
  title: 'Values',
  inputs: [Textbox({ label: 'In' })],
  outputs: [JSON({ label: 'Out' })],
  ${code}
})
export { ort, Point, Wrong, later }
`

test.each([
  ['fn: async () => ({ deep: [1, () => 1] })', '() => 1'],
  ['fn: () => ({ point: new Point() })', 'new Point()'],
  ['async *fn() { yield { later } }', 'later'],
  ["fn: () => new ort.Tensor('float32', [1], [1])", "new ort.Tensor('float32', [1], [1])"],
])('%s', (code, node) => {
  expect(marked(notCloneable, handler(code))).toEqual([node])
})

test.each([
  'fn: () => later',
  'fn: async (text) => ({ text, when: new Date(), of: new Map([[1, new Float32Array(4)]]) })',
  "fn: () => ({ error: new Wrong('no') })",
  'fn() { const inner = () => new Point(); return inner().x }',
])('%s: can be cloned', (code) => {
  expect(marked(notCloneable, handler(code))).toEqual([])
})

test('a tensor gives its numbers', () => {
  const source = handler("fn() { const tensor = new ort.Tensor('float32', [1], [1]); return { tensor } }")
  const after = fixed(notCloneable, source) ?? ''
  expect(after).toContain('{ tensor: tensor.data }')
  expect(marked(notCloneable, after)).toEqual([])
  expect(typeErrors(after)).toEqual([])
})

test('what a GPU function gives to the handler crosses nothing', () => {
  const source = `
import * as ort from 'onnxruntime-web'
import { GPU } from 'sublet'
export const run = GPU({ duration: 5 }, async () => new ort.Tensor('float32', [1], [1]))
`
  expect(marked(notCloneable, source)).toEqual([])
})
