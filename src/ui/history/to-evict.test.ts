import { expect, test } from 'vitest'
import { toEvict } from './to-evict'

const run = (id: number, bytes = 1, demo = 'a') => ({ id, demo, bytes })

test('of each demo the newest stay', () => {
  const runs = [run(1), run(2), run(3, 1, 'b'), run(4), run(5)]
  expect(toEvict(runs, { runs: 2, bytes: 100 })).toEqual([2, 1])
})

test('of all together as many as there is room for, the oldest going first', () => {
  const runs = [run(1, 1), run(2, 60, 'b'), run(3, 50), run(4, 50, 'c')]
  // The first would have room, but is older than what had to go.
  expect(toEvict(runs, { runs: 50, bytes: 100 })).toEqual([2, 1])
  expect(toEvict(runs, { runs: 50, bytes: 161 })).toEqual([])
})

test('the newest stays, whatever it takes', () => {
  expect(toEvict([run(1), run(2, 500)], { runs: 50, bytes: 100 })).toEqual([1])
})
