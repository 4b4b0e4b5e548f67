import { expect, test } from 'vitest'
import { fakeRun } from './past-run.fixture'
import { spreadOf, statsOf } from './stats'

test('percentiles are by nearest rank, and the last run is the newest', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(spreadOf(values)).toEqual({ last: 1, p50: 50, p95: 95 })
  expect(spreadOf([7])).toEqual({ last: 7, p50: 7, p95: 7 })
  expect(spreadOf([])).toBeUndefined()
})

test('the phases of a lease are what lies between its instants', () => {
  expect(statsOf([fakeRun()])).toMatchObject({
    runs: 1,
    queueMs: { last: 10 },
    attachMs: { last: 300 },
    ranMs: { last: 400 },
    bytes: 4_200_000,
    held: undefined,
    idle: undefined,
  })
})

test('the peak is that of the runs with as large a slice as the last one', () => {
  const told = (sliceBytes: number, peakHeldBytes: number) =>
    fakeRun({ profile: { sliceBytes, peakHeldBytes, busyMs: 400 } })
  expect(statsOf([told(2000, 1900), told(1000, 500), told(1000, 400), fakeRun()])?.held).toEqual({
    peakBytes: 500,
    sliceBytes: 1000,
  })
})

test('one run that compiled for long does not make the GPU idle', () => {
  const told = (busyMs: number) => fakeRun({ profile: { sliceBytes: 1, peakHeldBytes: 1, busyMs } })
  expect(statsOf([told(0), told(300), told(360)])?.idle).toEqual({ share: 0.25, ms: 100 })
})
