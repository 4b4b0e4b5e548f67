import { expect, test } from 'vitest'
import { compareResidency, warmest } from './warmest'

const candidate = (level: 'leased' | 'warm' | 'cool' | 'idle', held = 0, used = 0) => ({
  residency: { level, held },
  used,
})

test('warm goes before cool, cool before idle, whatever was used last', () => {
  const [idle, cool, warm] = [candidate('idle', 0, 3), candidate('cool', 0, 2), candidate('warm', 0, 1)]
  expect(warmest([idle, cool, warm])).toBe(warm)
  expect(warmest([idle, cool])).toBe(cool)
})

test('of two that are as warm, the one that holds more', () => {
  const [less, more] = [candidate('warm', 10, 2), candidate('warm', 20, 1)]
  expect(warmest([less, more])).toBe(more)
})

test('of two that hold the same, the one that was used last', () => {
  const [earlier, later] = [candidate('warm', 10, 1), candidate('warm', 10, 2)]
  expect(warmest([earlier, later])).toBe(later)
  expect(warmest([later, earlier])).toBe(later)
})

test('one whose lease is still ending is the last choice, and better than none', () => {
  const [ending, idle] = [candidate('leased', 99, 9), candidate('idle')]
  expect(warmest([ending, idle])).toBe(idle)
  expect(warmest([ending])).toBe(ending)
  expect(warmest([])).toBeUndefined()
})

test('a page shows the leased one of several, and no runner as the least', () => {
  const rows = [{ level: 'warm', held: 9 }, undefined, { level: 'leased', held: 1 }] as const
  expect([...rows].sort((a, b) => compareResidency(b, a))).toEqual([rows[2], rows[0], undefined])
})
