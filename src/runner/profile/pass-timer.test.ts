import { expect, test } from 'vitest'
import { spansOf } from './pass-timer'

const pass = (submittedAt: number, name = 'p') => ({ name, submittedAt, dispatches: 1 })
/** The GPU's clock, in nanoseconds, begins anywhere. */
const stamps = (...ms: number[]) => ms.map((each) => 5_000_000_000n + BigInt(Math.round(each * 1e6)))

test('passes keep their distances, and none of them begins before it was submitted', () => {
  const spans = spansOf([pass(10), pass(20), pass(21)], stamps(0, 4, 8, 9, 11, 15))
  expect(spans.map(({ at, ms }) => [at, ms])).toEqual([
    [12, 4],
    [20, 1],
    [23, 4],
  ])
})

test('what was never executed is left out', () => {
  expect(spansOf([pass(1), pass(2)], [0n, 0n, ...stamps(0, 3)])).toMatchObject([{ at: 2, ms: 3 }])
  expect(spansOf([pass(1)], [])).toEqual([])
})
