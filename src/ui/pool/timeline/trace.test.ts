import { describe, expect, test } from 'vitest'
import { fakeLease } from '../../host.fixture'
import { partsFrom } from './profiled'
import { fakeSpan, T } from './spans.fixture'
import { traceOf } from './trace'
import { faultsOf } from './trace-format.fixture'

const spans = [
  fakeSpan({ lease: 1, demo: 'stories', queuedMs: 1_500 }),
  fakeSpan({ lease: 2, demo: 'digits', grantedAt: T + 1_000, queuedMs: 0, outcome: 'failed' }),
  fakeSpan({ lease: 3, demo: 'stories', grantedAt: T + 5_000, queuedMs: 6_000 }),
  fakeSpan({ lease: 4, demo: 'worlds', size: 'xlarge', grantedAt: T + 20_000, chargedMs: 8_000 }),
]
const options = { slots: 2, now: T + 60_000, title: (demo: string) => demo.toUpperCase() }
const { traceEvents, ...rest } = traceOf(spans, options)
const complete = traceEvents.flatMap((event) => (event.ph === 'X' ? [event] : []))
const named = (name: string, pid: number, tid?: number) =>
  traceEvents.find(
    (event) => event.name === name && event.pid === pid && (tid === undefined || event.tid === tid),
  )?.args.name

describe('a trace', () => {
  test('is the object form of the format, and survives JSON', () => {
    expect(rest).toEqual({
      displayTimeUnit: 'ms',
      otherData: { source: 'Sublet', startedAt: new Date(T - 1_500).toISOString() },
    })
    const whole = traceOf(spans, options)
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole)
  })

  test('has a process for each slot, and one for the queue', () => {
    expect([1, 2, 3].map((pid) => named('process_name', pid))).toEqual(['Slot 1', 'Slot 2', 'Queue'])
  })

  test('has complete events in microseconds since the first wait, by phase', () => {
    const [attach, run] = complete.filter(({ args, pid }) => args.lease === 1 && pid === 1)
    expect(attach).toMatchObject({ name: 'attach tell', cat: 'attach', ts: 1_500_000, dur: 1_000_000 })
    expect(run).toMatchObject({ name: 'tell', cat: 'run', ts: 2_500_000, dur: 4_000_000 })
    expect(run?.args).toEqual({
      demo: 'stories',
      fn: 'tell',
      size: 'large',
      askedSeconds: 12,
      lease: 1,
      outcome: 'completed',
      chargedMs: 4_000,
      creditMs: 0,
    })
  })

  test('names each thread after its demo', () => {
    for (const { pid, tid, args } of complete) {
      expect(named('thread_name', pid, tid)).toMatch(new RegExp(`^${String(args.demo).toUpperCase()}`))
    }
  })

  test('shows an xlarge lease in both slots', () => {
    expect(
      complete.filter(({ args, cat }) => args.lease === 4 && cat === 'run').map(({ pid }) => pid),
    ).toEqual([1, 2])
  })

  test('has whole numbers, and no events of one thread that overlap', () => {
    const odd = [
      fakeSpan({ lease: 1, grantedAt: T + 0.3333, queuedMs: 0, attachMs: 0.1234, ranMs: 10.7777 }),
      ...Array.from({ length: 40 }, (_, index) => ({
        ...fakeSpan({ lease: index + 2, grantedAt: T + 11.2345 + index * 777.7777, queuedMs: index * 331 }),
        startedAt: T + 11.2345 + index * 777.7777 + 33.3333,
        endedAt: T + 11.2345 + (index + 1) * 777.7777,
      })),
    ]
    const threads = new Map<string, { ts: number; dur: number }[]>()
    for (const event of traceOf(odd, options).traceEvents) {
      if (event.ph !== 'X') continue
      const key = `${event.pid} ${event.tid}`
      threads.set(key, [...(threads.get(key) ?? []), event])
    }
    expect(threads.size).toBeGreaterThan(1)
    for (const events of threads.values()) {
      let end = 0
      for (const { ts, dur } of events.toSorted((a, b) => a.ts - b.ts)) {
        expect(Number.isInteger(ts) && Number.isInteger(dur)).toBe(true)
        expect(ts).toBeGreaterThanOrEqual(end)
        end = ts + dur
      }
    }
  })

  test('ends what goes on at this moment', () => {
    const running = { ...fakeSpan(), endedAt: undefined, bill: undefined }
    const run = traceOf([running], options).traceEvents.find(
      (event) => event.ph === 'X' && event.cat === 'run',
    )
    expect(run).toMatchObject({ ts: 3_000_000, dur: 59_000_000 })
    expect(run?.args).not.toHaveProperty('outcome')
  })

  test('of nothing is empty but valid', () => {
    const { traceEvents: events } = traceOf([], options)
    expect(events.every(({ ph }) => ph === 'M')).toBe(true)
  })

  test('keeps to the Trace Event Format', () => {
    expect(faultsOf(traceOf(spans, options))).toEqual([])
  })

  test('what breaks the format is found', () => {
    const event = { ph: 'X', name: 'a', cat: 'run', pid: 1, tid: 1, ts: 0, dur: 10, args: {} } as const
    const of = (...events: Parameters<typeof faultsOf>[0]['traceEvents']) =>
      faultsOf({ displayTimeUnit: 'ms', traceEvents: events, otherData: {} })
    const names = [
      { ph: 'M', name: 'process_name', pid: 1, tid: 0, args: { name: 'p' } },
      { ph: 'M', name: 'thread_name', pid: 1, tid: 1, args: { name: 't' } },
    ] as const
    expect(of(...names, event, { ...event, ts: 2, dur: 3 })).toEqual([])
    expect(of(...names, event, { ...event, ts: 5 })).toEqual(['1/1 a: overlaps a'])
    expect(of(...names, { ...event, ts: 0.5, dur: -1 })).toHaveLength(2)
    expect(of(event)).toEqual(['1/1 a: its process has no name', '1/1 a: its thread has no name'])
  })
})

describe('the trace of a lease that ran in this tab', () => {
  const origin = T - 10_000
  const span = fakeSpan({ lease: 1, queuedMs: 100, attachMs: 200, ranMs: 400, chargedMs: 400 })
  const at = 10_004
  const lease = fakeLease({
    fn: span.fn,
    stage: 'settled',
    queuedAt: at - 100,
    grantedAt: at,
    startedAt: at + 200,
    bill: { outcome: 'completed', queuedMs: 100, attachMs: 200, ranMs: 400, chargedMs: 400, creditMs: 0 },
    profile: {
      ...{ sliceBytes: 1, peakHeldBytes: 1, busyMs: 1, timing: 'on' },
      left: { spans: 0, ms: 0, passes: 0 },
      spans: [
        { kind: 'compile', name: 'm', at: at + 10, ms: 150 },
        { kind: 'stream', name: 'm', at: at + 20, ms: 100, bytes: 4_200_000 },
        { kind: 'run', name: 'm', at: at + 210, ms: 50, submits: 1, dispatches: 9 },
        // Longer than the lease, by the runner's clock.
        { kind: 'submit', name: '', at: at + 500, ms: 900, submits: 2, dispatches: 3 },
      ],
    },
  })
  const trace = traceOf([span], { ...options, partsOf: partsFrom([{ demo: span.demo, lease }], origin) })
  const parts = trace.traceEvents.flatMap((event) =>
    event.ph === 'X' && !['queue', 'attach', 'run'].includes(event.cat) ? [event] : [],
  )

  test('has what its runner told of it, in threads of their own', () => {
    expect(faultsOf(trace)).toEqual([])
    expect(parts.map(({ cat, name, ts, dur }) => [cat, name, ts, dur])).toEqual([
      ['Attach', 'compile m', 110_000, 150_000],
      ['Attach (2)', 'stream m', 120_000, 100_000],
      ['Sessions', 'session.run m', 310_000, 50_000],
      // No longer than the lease: the next one of its slot begins there.
      ['Submits', 'queue.submit × 2', 600_000, 100_000],
    ])
    expect(parts[2]?.args).toMatchObject({ lease: 1, detail: '1 submit, 9 dispatches' })
  })

  test('another lease of the same function has none of it', () => {
    const other = fakeSpan({ lease: 2, grantedAt: T + 5_000, queuedMs: 100, attachMs: 200, ranMs: 400 })
    expect(partsFrom([{ demo: span.demo, lease }], origin)(other)).toEqual([])
  })
})
