import { describe, expect, test } from 'vitest'
import type { GpuFunctionSpec } from '../../host/types'
import { fakePool } from '../host.fixture'
import { asksFor, median, purseOf, refusalAhead } from './asks'

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
  const ahead = (parts: Partial<GpuFunctionSpec>, changed: Partial<typeof quota> = {}) => {
    const pool = fakePool({ quota: { ...quota, ...changed } })
    return refusalAhead([fn(parts)], pool.quota, purseOf({ id: 'mine' }, pool))
  }

  test('above the cap of one call, after the size factor, whatever quota is left', () => {
    expect(ahead({ seconds: 200 })).toBeUndefined()
    expect(ahead({ seconds: 200, size: 'xlarge' })).toMatch(/^400 s is more than .* 300 s/)
  })

  test('more than is left in this window', () => {
    expect(ahead({}, { remainingMs: 11_999 })).toMatch(/^12 s is more than the 0:11 that is left:/)
    expect(ahead({}, { remainingMs: 12_000 })).toBeUndefined()
  })

  test('more than is left with the credits', () => {
    expect(ahead({}, { remainingMs: 2_000, creditsMs: 9_000 })).toMatch(/^12 s is more than the 0:11 that/)
    expect(ahead({}, { remainingMs: 2_000, creditsMs: 10_000 })).toBeUndefined()
  })

  test('is not foreseen where the input decides', () => {
    expect(ahead({ seconds: null }, { remainingMs: 0 })).toBeUndefined()
  })
})

describe('a demo of somebody else', () => {
  const card = { id: 'theirs', foreign: true } as const
  const { quota } = fakePool()
  const shares = [
    { demo: 'hers', spentMs: 1 },
    { demo: 'theirs', spentMs: 590_000 },
  ]

  test('has a quarter of the quota, less what it has spent', () => {
    expect(purseOf(card, fakePool())).toEqual({ leftMs: 600_000, creditsMs: 0, shareMs: 600_000 })
    const pool = fakePool({ shares })
    expect(purseOf(card, pool)).toEqual({ leftMs: 10_000, creditsMs: 0, shareMs: 600_000 })
    expect(purseOf({ id: 'theirs' }, pool)).toMatchObject({ leftMs: 2_300_000, shareMs: undefined })
    expect(refusalAhead([fn({})], quota, purseOf(card, pool))).toMatch(
      /^12 s is more than the 0:10 that is left of its share/,
    )
    expect(refusalAhead([fn({ seconds: 10 })], quota, purseOf(card, pool))).toBeUndefined()
  })

  test('has no more than is left of the quota, and none of the credits', () => {
    const pool = fakePool({ quota: { ...quota, remainingMs: 9_000, creditsMs: 60_000 }, shares })
    expect(purseOf(card, pool)).toEqual({ leftMs: 9_000, creditsMs: 0, shareMs: undefined })
    expect(refusalAhead([fn({})], pool.quota, purseOf(card, pool))).toMatch(
      /^12 s is more than the 0:09 that is left:/,
    )
  })
})

test('one slow first run does not speak for all', () => {
  expect(median([9, 1, 2])).toBe(2)
  expect(median([1, 3])).toBe(2)
  expect(median([])).toBeUndefined()
})
