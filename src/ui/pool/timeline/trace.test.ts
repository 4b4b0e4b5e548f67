import { describe, expect, test } from 'vitest'
import { fakeSpan, T } from './spans.fixture'
import { traceOf } from './trace'

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
})
