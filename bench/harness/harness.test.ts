import { expect, test } from 'vitest'
import { allPass, compare, limit, slower } from './compare.mjs'
import { quantile, summarise } from './stats.mjs'
import { renderTable } from './table.mjs'

const ours = { label: 'ours', samples: [30, 10, 20] }
const bare = { label: 'bare', samples: [10, 10, 11] }

test('quantiles are interpolated, in whatever order the samples came', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
  expect(summarise([5])).toEqual({ median: 5, p10: 5, p90: 5, samples: 1 })
})

test('nothing sampled is a fault of the benchmark, not a result', () => {
  expect(() => summarise([])).toThrow('nothing was sampled')
})

test('a ratio of medians that meets its budget exactly passes, one above is missed', () => {
  expect(compare({ what: 'a', ours, bare, budget: { at: 'ratio', most: 2 } })).toMatchObject({
    ratio: 2,
    pass: true,
  })
  expect(compare({ what: 'a', ours, bare, budget: { at: 'ratio', most: 1.9 } }).pass).toBe(false)
})

test('a budget may be a difference in milliseconds', () => {
  const at = 'difference'
  expect(compare({ what: 'a', ours, bare, budget: { at, most: 10 } })).toMatchObject({
    difference: 10,
    pass: true,
  })
  expect(compare({ what: 'a', ours, bare, budget: { at, most: 9 } }).pass).toBe(false)
})

test('a row without a budget informs and never fails a report; a missed one fails it', () => {
  const informs = compare({ what: 'a', ours, bare })
  const missed = compare({ what: 'a', ours, bare, budget: { at: 'ratio', most: 1 } })
  expect(allPass([informs])).toBe(true)
  expect(allPass([informs, missed])).toBe(false)
  expect(renderTable([informs])).not.toMatch(/pass|MISSED/)
  expect(renderTable([missed])).toContain('MISSED')
})

test('a row is told in its own unit', () => {
  const row = compare({ what: 'peak', unit: 'MiB', ours, bare, budget: { at: 'difference', most: 12 } })
  expect(renderTable([row])).toMatch(/peak, MiB .*\+10\.0 MiB +<= \+12 MiB +pass/)
  expect(renderTable([compare({ what: 'time', ours, bare })])).toMatch(/time, ms .*\+10\.0 ms/)
})

test('what has nothing to compare with may be limited, or only inform', () => {
  expect(limit({ what: 'a', unit: 'MB/s', ours, budget: { at: 'value', most: 19 } }).pass).toBe(false)
  expect(allPass([limit({ what: 'a', unit: 'MB/s', ours })])).toBe(true)
})

test('the slower side is the one with the higher median', () => {
  expect(slower(ours, bare)).toBe(ours)
  expect(slower(bare, ours)).toBe(ours)
})
