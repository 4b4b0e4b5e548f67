import { expect, test } from 'vitest'
import { readable } from './readable'

class Point {
  x = 1
  label = 'a'
}

const cycle: Record<string, unknown> = { name: 'cycle' }
cycle.self = cycle
const shared = { x: 1 }

test.each([
  ['text', 'text'],
  [-0, '-0'],
  [10n, '10n'],
  [undefined, 'undefined'],
  [null, 'null'],
  [Symbol('s'), 'Symbol(s)'],
  [Point, '[Function Point]'],
  [[], '[]'],
  [{}, '{}'],
  [{ a: [1, 'x'], 'two words': true }, "{ a: [1, 'x'], 'two words': true }"],
  [new Point(), "Point { x: 1, label: 'a' }"],
  [new Map([['k', [1]]]), "Map(1) { 'k' => [1] }"],
  [new Set([1, 2]), 'Set(2) { 1, 2 }'],
  [new Float32Array([0.5, 2]), 'Float32Array(2) [0.5, 2]'],
  [new ArrayBuffer(8), 'ArrayBuffer(8)'],
  [/x/g, '/x/g'],
  [cycle, "{ name: 'cycle', self: [Circular] }"],
  [[shared, shared], '[{ x: 1 }, { x: 1 }]'],
  [{ a: { b: { c: { d: { e: 1 } } } } }, '{ a: { b: { c: { d: {Object} } } } }'],
  [Object.create(null), '{}'],
])('%o is readable', (value, text) => {
  expect(readable(value)).toBe(text)
})

test('a getter is not asked', () => {
  const value = {
    get secret(): number {
      throw new Error('asked')
    },
  }
  expect(readable(value)).toBe('{ secret: [Getter] }')
})

test('an error comes with its stack, with its message in every browser', () => {
  const firefox = Object.assign(new RangeError('far'), { stack: 'f@handler.ts:1:1' })
  expect(readable(firefox)).toBe('RangeError: far\nf@handler.ts:1:1')
  expect(readable({ error: new TypeError('near') })).toMatch(/^\{ error: TypeError: near\n\s+at /)
})

test('what is long is abbreviated, in little time', () => {
  expect(readable(new Uint8Array(1e7))).toMatch(/^Uint8Array\(10000000\) \[0, (0, ){23}…\]$/)
  expect(readable(Array.from({ length: 1000 }, () => 1)).length).toBeLessThan(400)
  const wide = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => ['x'.repeat(5000)]))
  expect(readable(wide).length).toBeLessThan(20_000)
})
