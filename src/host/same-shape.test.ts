import { expect, test } from 'vitest'
import { sameShape } from './same-shape'

test.each([
  [0, 7],
  ['', 'text'],
  [null, null],
  [undefined, undefined],
  [[], [1, 2]],
  [[1], [2, 3]],
  [
    { total: 0, values: [] },
    { values: [1], total: 5 },
  ],
  [new Map(), new Map([[1, 2]])],
  [new Float32Array(1), new Float32Array(9)],
])('%j has the shape of %j', (a, b) => {
  expect(sameShape(a, b)).toBe(true)
  expect(sameShape(b, a)).toBe(true)
})

test.each([
  [0, '0'],
  [null, {}],
  [null, undefined],
  [[], {}],
  [[1], ['one']],
  [{ total: 0 }, { total: 0, values: [] }],
  [{ total: 0 }, { sum: 0 }],
  [{ at: { x: 0 } }, { at: { x: '' } }],
  [new Float32Array(1), new Uint8Array(1)],
  [new Map(), {}],
])('%j has another shape than %j', (a, b) => {
  expect(sameShape(a, b)).toBe(false)
  expect(sameShape(b, a)).toBe(false)
})
