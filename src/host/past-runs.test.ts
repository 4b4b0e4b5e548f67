import { expect, test } from 'vitest'
import { withRun } from './past-runs'
import type { LeaseView, PastRuns } from './types'

const NONE: PastRuns = new Map()
const PROFILE: NonNullable<LeaseView['profile']> = {
  sliceBytes: 1,
  peakHeldBytes: 1,
  busyMs: 1,
  timing: 'off',
  left: { spans: 0, ms: 0, passes: 0 },
  spans: [{ kind: 'run', name: 'm', at: 0, ms: 1 }],
}
const view = (queuedAt: number, parts: Partial<LeaseView> = {}): LeaseView => ({
  fn: 'draw',
  size: 'large',
  seconds: 1,
  stage: 'settled',
  position: undefined,
  etaMs: undefined,
  loaded: 0,
  total: 0,
  queuedAt,
  grantedAt: 0,
  startedAt: 0,
  bill: undefined,
  profile: undefined,
  ...parts,
})

test('runs are kept by their function, the newest 50', () => {
  let past = withRun(NONE, view(0, { fn: '__proto__' }))
  for (let nth = 1; nth <= 60; nth++) past = withRun(past, view(nth))
  expect([...past.keys()]).toEqual(['__proto__', 'draw'])
  expect(past.get('draw')?.map(({ queuedAt }) => queuedAt)).toEqual(
    Array.from({ length: 50 }, (_, at) => at + 11),
  )
})

test('what becomes known of a run later is no other run', () => {
  const first = view(1)
  const past = withRun(withRun(NONE, first), view(2))
  const told = view(1, { profile: PROFILE })
  expect(
    withRun(past, told, first)
      .get('draw')
      ?.map(({ profile }) => profile),
  ).toEqual([PROFILE, undefined])
})

test('of one that is no longer kept nothing is added', () => {
  const past = withRun(NONE, view(2))
  expect(withRun(past, view(1, { profile: PROFILE }), view(1))).toBe(past)
})

test('the spans of the last five are kept, the sums of all', () => {
  let past = NONE
  for (let nth = 0; nth < 7; nth++) past = withRun(past, view(nth, { profile: PROFILE }))
  expect(past.get('draw')?.map(({ profile }) => profile?.spans.length)).toEqual([0, 0, 1, 1, 1, 1, 1])
  expect(past.get('draw')?.[0]?.profile?.busyMs).toBe(1)
})
