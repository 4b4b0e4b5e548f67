import { expect, test } from 'vitest'
import { factsOf } from './facts-of'

const one = { gpu: [{ name: 'classify' }] }

test('the 95th percentile of the runs belongs to the one function', () => {
  const pastSeconds = Array.from({ length: 20 }, (_, index) => 20 - index)
  expect(factsOf({ pastSeconds, spec: one }, 120)).toEqual({
    functions: { classify: { p95Seconds: 19, runs: 20 } },
    tierCapSeconds: 120,
  })
})

test('of several functions, of none, and without runs nothing is known', () => {
  expect(factsOf({ pastSeconds: [1], spec: { gpu: [{ name: 'a' }, { name: 'b' }] } })).toEqual({
    functions: {},
  })
  expect(factsOf({ pastSeconds: [1], spec: undefined })).toEqual({ functions: {} })
  expect(factsOf({ pastSeconds: [], spec: one })).toEqual({ functions: {} })
})
