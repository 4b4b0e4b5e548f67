import { describe, expect, test } from 'vitest'
import type { Holder, Waiter } from '../../../host/types'
import { describeSpan } from './describe'
import { phasesOf, spanOfRow } from './lease-span'
import { isSameShape, type Seen, watch } from './live'
import { fakeRow, fakeSpan, T } from './spans.fixture'

describe('a row of the ledger', () => {
  test('says when its lease waited, attached and ran', () => {
    expect(phasesOf(fakeSpan(), T + 99_000)).toEqual([
      { phase: 'queue', from: T - 2_000, to: T },
      { phase: 'attach', from: T, to: T + 1_000 },
      { phase: 'run', from: T + 1_000, to: T + 5_000 },
    ])
  })

  test('of a lease that was lost in its attach has no run', () => {
    const lost = fakeRow({ outcome: 'lost', queuedMs: 0, attachMs: 700, ranMs: 0, settledAt: T + 700 })
    expect(phasesOf(spanOfRow(lost), T)).toEqual([{ phase: 'attach', from: T, to: T + 700 }])
  })
})

const waiter: Waiter = {
  request: 'r1',
  tab: 't.1',
  demo: 'stories',
  fn: 'tell',
  size: 'large',
  seconds: 12,
  position: 1,
  waitedMs: 500,
  etaMs: null,
  why: 'slot',
  next: true,
}
const holder: Holder = {
  lease: 7,
  request: 'r1',
  tab: 't.1',
  demo: 'stories',
  fn: 'tell',
  size: 'large',
  state: 'attaching',
  seconds: 12,
  ranMs: 0,
  loaded: 0,
  total: 100,
}
const NONE: Seen = new Map()

describe('what goes on', () => {
  test('is followed from the queue through attach and run to its end', () => {
    const queued = watch(NONE, { holders: [], queue: [waiter] }, T)
    const attaching = watch(queued, { holders: [holder], queue: [] }, T + 1_000)
    const loading = watch(attaching, { holders: [{ ...holder, loaded: 60 }], queue: [] }, T + 1_500)
    const running = watch(
      loading,
      { holders: [{ ...holder, state: 'running', ranMs: 20, total: 0 }], queue: [] },
      T + 2_020,
    )
    const over = watch(running, { holders: [], queue: [] }, T + 4_000)
    expect([...over.values()]).toMatchObject([
      {
        lease: 7,
        queuedAt: T - 500,
        grantedAt: T + 1_000,
        startedAt: T + 2_000,
        endedAt: T + 4_000,
        attachedBytes: 60,
        bill: undefined,
      },
    ])
  })

  test('keeps the instants that it saw first, whatever a later snapshot comes to', () => {
    const running: Holder = { ...holder, state: 'running', ranMs: 1_000 }
    const seen = watch(NONE, { holders: [running], queue: [] }, T)
    const later = watch(seen, { holders: [{ ...running, ranMs: 1_990 }], queue: [] }, T + 1_000)
    expect(later.get('7')?.startedAt).toBe(T - 1_000)
    expect(isSameShape(seen, later)).toBe(true)
  })

  test('has a new shape when a call begins to wait, is granted, starts or ends', () => {
    const queued = watch(NONE, { holders: [], queue: [waiter] }, T)
    const attaching = watch(queued, { holders: [holder], queue: [] }, T + 10)
    const loading = watch(attaching, { holders: [{ ...holder, loaded: 9 }], queue: [] }, T + 20)
    const over = watch(loading, { holders: [], queue: [] }, T + 30)
    expect(isSameShape(NONE, queued)).toBe(false)
    expect(isSameShape(queued, attaching)).toBe(false)
    expect(isSameShape(attaching, loading)).toBe(true)
    expect(isSameShape(loading, over)).toBe(false)
  })

  test('forgets a call that left the queue without a lease', () => {
    const queued = watch(NONE, { holders: [], queue: [waiter] }, T)
    expect(watch(queued, { holders: [], queue: [] }, T + 10).size).toBe(0)
  })

  test('keeps no more than 200 leases that the ledger does not tell of', () => {
    let seen = NONE
    for (let lease = 1; lease <= 250; lease++) {
      seen = watch(seen, { holders: [{ ...holder, lease }], queue: [] }, T + lease)
    }
    expect(seen.size).toBe(201)
    expect(seen.has('250')).toBe(true)
    expect(seen.has('1')).toBe(false)
  })
})

describe('a lease in words', () => {
  const words = (span: Parameters<typeof describeSpan>[0]) =>
    Object.fromEntries(describeSpan(span).map(({ name, value }) => [name, value]))

  test('that is settled: what it asked, waited, attached, ran and was charged', () => {
    const span = { ...fakeSpan({ size: 'xlarge', chargedMs: 8_000, creditMs: 500 }), attachedBytes: 11e6 }
    expect(words(span)).toMatchObject({
      lease: '#1',
      asked: '2 × 12 s xlarge',
      waited: '2.00 s',
      attached: '11 MB in 1.00 s',
      ran: '4.00 s',
      charged: '8.00 s, 0.50 s from credits',
      outcome: 'completed',
    })
  })

  test('that waits says since when, and nothing of what has not happened', () => {
    const span = { ...fakeSpan(), lease: undefined, grantedAt: undefined, bill: undefined }
    expect(Object.keys(words(span))).toEqual(['asked', 'waits'])
  })
})
