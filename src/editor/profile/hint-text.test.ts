import { expect, test } from 'vitest'
import { hintText, hoverText } from './hint-text'
import type { PastRun } from './past-run'
import { fakeRun } from './past-run.fixture'
import { statsOf } from './stats'

function stats(...runs: PastRun[]) {
  const found = statsOf(runs)
  if (found === undefined) throw new Error('no runs')
  return found
}

test('a hint tells of the last run, and how the runs spread', () => {
  expect(hintText(stats(fakeRun({ ranMs: 480 }), fakeRun({ ranMs: 1412, total: 0 })))).toBe(
    'queue 10 ms · attach 300 ms · run p50 480 ms, p95 1.41 s · charged 1.41 s',
  )
})

test('one run has no percentiles', () => {
  expect(hintText(stats(fakeRun({ ranMs: 4.02 })))).toBe(
    'queue 10 ms · attach 300 ms (4.2 MB) · run 4.0 ms · charged 4.0 ms',
  )
})

test('the hover has the rest, and no name of a handler is Markdown', () => {
  const profile = { sliceBytes: 2e9, peakHeldBytes: 12_345_678, busyMs: 100 }
  const text = hoverText('[x](https://a.test)', stats(fakeRun({ profile })))
  expect(text).toContain('| run | 400 ms | 400 ms | 400 ms |')
  expect(text).toContain('At most 12 MB of 2.0 GB were held. The GPU was idle for 75% of a run.')
  expect(text).not.toContain('[x](')
})
