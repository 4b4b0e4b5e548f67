import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { concat, noise, sha256Of } from './source'

test('a stretch of noise is the same, whatever was read before it', () => {
  const source = noise(1000, 3)
  const whole = source.read(0, 1000)
  for (const [start, end] of [
    [0, 1],
    [3, 9],
    [501, 502],
    [997, 1000],
  ] as const) {
    expect(source.read(start, end)).toEqual(whole.subarray(start, end))
  }
  expect(noise(1000, 4).read(0, 1000)).not.toEqual(whole)
})

test('noise is finite as float32, beyond 2 GiB as well', () => {
  const bytes = noise(3e9).read(2_999_999_000, 3_000_000_000)
  const numbers = new Float32Array(bytes.slice().buffer)
  expect(numbers.every((number) => Math.abs(number) >= 0.5 && Math.abs(number) < 2)).toBe(true)
  expect(new Set(numbers).size).toBeGreaterThan(200)
})

test('parts are read across their borders', () => {
  const source = concat(['head', noise(10), new Uint8Array([1, 2, 3])])
  const whole = source.read(0, source.size)
  expect(source.size).toBe(17)
  expect(new TextDecoder().decode(whole.subarray(0, 4))).toBe('head')
  expect(source.read(2, 16)).toEqual(whole.subarray(2, 16))
  expect(source.read(14, 17)).toEqual(new Uint8Array([1, 2, 3]))
})

test('the digest is that of the bytes, unless it is given', () => {
  const source = noise(3_000_000)
  const expected = createHash('sha256').update(source.read(0, 3_000_000)).digest('hex')
  expect(sha256Of(source)).toBe(expected)
  expect(sha256Of({ ...source, sha256: 'known' })).toBe('known')
})
