import { expect, test } from 'vitest'
import type { LeaseProfile } from '../../host/types'
import { fakeLease } from '../host.fixture'
import { faultsOf } from '../pool/timeline/trace-format.fixture'
import { lanesOf } from './lanes'
import { traceOfLeases } from './lease-trace'
import { notesOf } from './notes'
import { marksOf, placeOf, viewOf } from './scale'

const BILL = {
  outcome: 'completed',
  queuedMs: 10,
  attachMs: 90,
  ranMs: 100,
  chargedMs: 100,
  creditMs: 0,
} as const
const PROFILE: LeaseProfile = {
  sliceBytes: 2e9,
  peakHeldBytes: 12e6,
  busyMs: 60,
  timing: 'on',
  left: { spans: 0, ms: 0, passes: 0 },
  spans: [
    { kind: 'compile', name: 'digits', at: 520, ms: 60 },
    { kind: 'stream', name: 'digits', at: 520, ms: 20, bytes: 4_200_000 },
    {
      kind: 'run',
      name: 'https://site.example/a/models/digits/onnx/model.onnx',
      at: 610,
      ms: 40,
      submits: 2,
      dispatches: 9,
    },
    { kind: 'cpu', name: 'small', at: 660, ms: 10 },
    { kind: 'submit', name: '', at: 680, ms: 10, submits: 3, dispatches: 3 },
    { kind: 'pass', name: 'sums', at: 681, ms: 5, dispatches: 3 },
  ],
}
const lease = fakeLease({
  stage: 'settled',
  queuedAt: 500,
  grantedAt: 510,
  startedAt: 600,
  total: 4_200_000,
  bill: BILL,
  profile: PROFILE,
})

test('the phases are above, and below them what the runner tells of each', () => {
  const lanes = lanesOf(lease)
  expect(lanes.map(({ name, rows }) => [name, rows])).toEqual([
    ['Lease', 1],
    // It streams while it compiles.
    ['Attach', 2],
    ['Sessions', 1],
    ['Submits', 1],
    ['GPU time', 1],
  ])
  expect(lanes[0]?.bars.map(({ name, from, to, tone }) => [name, from, to, tone])).toEqual([
    ['Queue', 0, 10, 'queued'],
    ['Attach', 10, 100, 'warm'],
    ['Run', 100, 200, 'leased'],
  ])
  expect(lanes[2]?.bars.map(({ name, detail, tone }) => [name, detail, tone])).toEqual([
    ['session.run digits', '2 submits, 9 dispatches', 'leased'],
    ['session.run small on the CPU', '', 'cool'],
  ])
})

test('a lease whose runner told nothing has its phases', () => {
  const untold = { ...lease, profile: undefined }
  expect(lanesOf(untold).map(({ name }) => name)).toEqual(['Lease'])
  expect(notesOf(untold)).toHaveLength(1)
})

test('notes say what bars do not', () => {
  const told = { ...PROFILE, left: { spans: 7, ms: 1300, passes: 2 } }
  const notes = notesOf({ ...lease, profile: told })
  expect(notes).toContain('The GPU had work for 60% of the run. Gaps are JavaScript, or waiting.')
  expect(notes).toContain("At most 12 MB of the 2 GB of a 'large' lease were held.")
  expect(notes).toContain('7 more parts, 1.30 s in all, are not shown.')
  expect(notes).toContain('2 more passes were not timed.')
})

test('bars are to scale, and what is out of view is left out', () => {
  const run = viewOf(lease, 'run')
  expect(run).toEqual({ from: 100, to: 200 })
  expect(placeOf({ from: 110, to: 150 }, run)).toEqual({ left: 10, width: 40 })
  expect(placeOf({ from: 50, to: 150 }, run)).toEqual({ left: 0, width: 50 })
  expect(placeOf({ from: 10, to: 60 }, run)).toBeUndefined()
  expect(marksOf(viewOf(lease, 'lease'))).toEqual([0, 50, 100, 150, 200])
})

test('a trace has a thread for each row, and its events do not overlap in one', () => {
  const later = PROFILE.spans.map((span) => ({ ...span, at: span.at + 300 }))
  const next = { queuedAt: 800, grantedAt: 810, startedAt: 900, profile: { ...PROFILE, spans: later } }
  expect(faultsOf(traceOfLeases([lease, { ...lease, ...next }], 'Digits', 1_700_000_000_000))).toEqual([])
  const { traceEvents } = traceOfLeases([lease, { ...lease, ...next }], 'Digits', 1_700_000_000_000)
  const ends = new Map<number, number>()
  const names = traceEvents.flatMap((event) => (event.name === 'thread_name' ? [event.args.name] : []))
  expect(names).toEqual(['Lease', 'Attach', 'Attach (2)', 'Sessions', 'Submits', 'GPU time'])
  for (const event of traceEvents) {
    if (event.ph !== 'X') continue
    expect(event.ts).toBeGreaterThanOrEqual(ends.get(event.tid) ?? 0)
    ends.set(event.tid, event.ts + event.dur)
  }
})
