import { expect, test } from 'vitest'
import { createBusy } from './busy'

test('what goes on at the same time counts once, and what goes on still counts up to now', () => {
  let now = 0
  const busy = createBusy(() => now)
  busy.begin()
  now = 10
  busy.begin()
  now = 20
  busy.end()
  now = 30
  busy.end()
  now = 100
  expect(busy.total()).toBe(30)
  busy.begin()
  now = 105
  expect(busy.total()).toBe(35)
})
