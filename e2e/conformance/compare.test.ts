import { expect, test } from 'vitest'
import { compare, isEmpty, type NamedValue } from './compare'

const floats = (...data: number[]): NamedValue[] => [
  { name: 'y', type: 'float32', dims: [data.length], data: Float32Array.from(data) },
]
const wholes = (...data: number[]): NamedValue[] => [
  { name: 'y', type: 'int64', dims: [data.length], data: BigInt64Array.from(data, BigInt) },
]

test('floats: relative to the largest of the tensor, and never to less than 1e-3', () => {
  expect(compare(floats(100, 1), floats(100, 1)).difference).toBe(0)
  expect(compare(floats(100, 1.5), floats(100, 1)).difference).toBeCloseTo(0.005, 6)
  expect(compare(floats(2e-6), floats(1e-6)).difference).toBeCloseTo(0.001, 6)
  expect(compare(floats(0), floats(-0)).difference).toBe(0)
})

test('floats: what is not finite has to be the same', () => {
  const { NaN: nan, POSITIVE_INFINITY: infinite } = Number
  expect(compare(floats(nan, infinite), floats(nan, infinite)).difference).toBe(0)
  expect(compare(floats(nan, 1), floats(1, 1)).difference).toBe(infinite)
  expect(compare(floats(1, 1), floats(infinite, 1)).difference).toBe(infinite)
  expect(compare(floats(infinite), floats(-infinite)).difference).toBe(infinite)
})

test('whole numbers are equal or not', () => {
  expect(compare(wholes(1, 2), wholes(1, 2)).difference).toBe(0)
  expect(compare(wholes(1, 3), wholes(1, 2)).difference).toBe(Number.POSITIVE_INFINITY)
})

test('names, types, dims and the number of outputs count', () => {
  const [y] = floats(1, 2)
  if (y === undefined) throw new Error('one value')
  for (const other of [
    [],
    [{ ...y, name: 'z' }],
    [{ ...y, type: 'float16' }],
    [{ ...y, dims: [2, 1] }],
    [y, y],
  ]) {
    const { difference, why } = compare(other, [y])
    expect(difference).toBeNaN()
    expect(why).toContain('instead of y: float32[2]')
  }
})

test('zeros prove nothing', () => {
  expect(isEmpty(floats(0, 0))).toBe(true)
  expect(isEmpty(wholes(0, 1))).toBe(false)
})
