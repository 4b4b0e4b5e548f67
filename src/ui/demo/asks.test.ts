import { describe, expect, test } from 'vitest'
import type { GpuFunctionSpec } from '../../host/types'
import { fakePool } from '../host.fixture'
import { asksFor, median, refusalAhead } from './asks'

const fn = (parts: Partial<GpuFunctionSpec>): GpuFunctionSpec => ({
  name: 'tell',
  seconds: 12,
  size: 'large',
  ...parts,
})

describe('what a call asks for', () => {
  test.each([
    ['no GPU function', [], 'no GPU time'],
    ['a number', [fn({})], '12 s'],
    ['the whole pool', [fn({ seconds: 30, size: 'xlarge' })], '2 × 30 s'],
    ['a callable', [fn({ seconds: null })], 'a time that depends on the input'],
    ['two functions', [fn({}), fn({ name: 'embed', seconds: 0.5 })], '12 s (tell), 0.5 s (embed)'],
  ])('%s', (_, gpu, text) => {
    expect(asksFor(gpu)).toBe(text)
  })
})

describe('a refusal that can be foreseen', () => {
  const { quota } = fakePool()

  test('above the cap of one call, after the size factor, whatever quota is left', () => {
    expect(refusalAhead([fn({ seconds: 200 })], quota)).toBeUndefined()
    expect(refusalAhead([fn({ seconds: 200, size: 'xlarge' })], quota)).toMatch(
      /^400 s is more than .* 300 s/,
    )
  })

  test('more than is left in this window', () => {
    const low = { ...quota, remainingMs: 11_999 }
    expect(refusalAhead([fn({})], low)).toMatch(/^12 s is more than the 0:11 that is left/)
    expect(refusalAhead([fn({})], { ...quota, remainingMs: 12_000 })).toBeUndefined()
  })

  test('is not foreseen where the input decides', () => {
    expect(refusalAhead([fn({ seconds: null })], { ...quota, remainingMs: 0 })).toBeUndefined()
  })
})

test('one slow first run does not speak for all', () => {
  expect(median([9, 1, 2])).toBe(2)
  expect(median([1, 3])).toBe(2)
  expect(median([])).toBeUndefined()
})
