import { endOf, type LeaseSpan, phasesOf } from './lease-span'
import { slotsOf, stack } from './slots-of'

/**
 * The JSON object form of the Trace Event Format, as chrome://tracing and Perfetto load it: complete events (`X`) with
 * times in microseconds, and metadata (`M`) that names processes and threads.
 */
export interface Trace {
  displayTimeUnit: 'ms'
  traceEvents: TraceEvent[]
  otherData: Record<string, string>
}

export type TraceEvent =
  | {
      ph: 'X'
      name: string
      cat: string
      pid: number
      tid: number
      /** Since the first event. */
      ts: number
      dur: number
      args: Record<string, string | number>
    }
  | {
      ph: 'M'
      name: 'process_name' | 'process_sort_index' | 'thread_name'
      pid: number
      tid: number
      args: Record<string, string | number>
    }

/** A part of a lease that its runner told of; instants are milliseconds since the epoch. */
export interface TracePart {
  /** Parts of one lane do not overlap. */
  lane: string
  name: string
  detail: string
  from: number
  to: number
}

export interface TraceOptions {
  slots: number
  now: number
  /** What a demo is called. */
  title(demo: string): string
  /** What is known of the inside of a lease. */
  partsOf?: (span: LeaseSpan) => readonly TracePart[]
}

/**
 * A process for each slot, with a thread for each demo that held it: attach and run; what its runner told of them is in
 * threads of their own, once for an `xlarge` lease. And one process for the queue:
 * waits overlap, which events of one thread must not, so a demo has as many threads there as waited at once.
 */
export function traceOf(
  spans: readonly LeaseSpan[],
  { slots, now, title, partsOf = () => [] }: TraceOptions,
): Trace {
  const origin = spans.reduce((first, { queuedAt }) => Math.min(first, queuedAt), now)
  const held = slotsOf(spans, slots, now)
  const demos = [...new Set(spans.map(({ demo }) => demo))].sort()
  const events: TraceEvent[] = []
  const queue = slots + 1
  const threads = createThreads(events)
  for (let pid = 1; pid <= slots; pid++) nameProcess(events, pid, `Slot ${pid}`)
  nameProcess(events, queue, 'Queue')

  for (const demo of demos) {
    const own = spans.filter((span) => span.demo === demo)
    for (const span of own) {
      const { first, count } = held.get(span.key) ?? { first: 0, count: 0 }
      const phases = phasesOf(span, now).filter(({ phase }) => phase !== 'queue')
      for (let pid = first + 1; pid <= first + count; pid++) {
        for (const { phase, from, to } of phases) {
          const name = phase === 'run' ? span.fn : `attach ${span.fn}`
          events.push(complete(name, phase, pid, threads(pid, title(demo)), from - origin, to - origin, span))
        }
      }
      if (count === 0) continue
      for (const part of partsOf(span)) {
        const tid = threads(first + 1, `${title(demo)}: ${part.lane}`)
        const [from, to] = within(part, span, now)
        const event = complete(part.name, part.lane, first + 1, tid, from - origin, to - origin, span)
        events.push(part.detail === '' ? event : { ...event, args: { ...event.args, detail: part.detail } })
      }
    }
    const waits = own.flatMap((span) =>
      phasesOf(span, now).flatMap(({ phase, from, to }) => (phase === 'queue' ? [{ span, from, to }] : [])),
    )
    for (const [{ span, from, to }, row] of stack(waits)) {
      const thread = row === 0 ? title(demo) : `${title(demo)} (${row + 1})`
      events.push(complete(span.fn, 'queue', queue, threads(queue, thread), from - origin, to - origin, span))
    }
  }
  return {
    displayTimeUnit: 'ms',
    traceEvents: events,
    otherData: { source: 'Sublet', startedAt: new Date(origin).toISOString() },
  }
}

/** What a runner tells is by another clock than the ledger: the next lease of its slot may begin with the end of this one. */
function within(part: TracePart, span: LeaseSpan, now: number): [number, number] {
  const [first, last] = [span.grantedAt ?? span.queuedAt, endOf(span, now)]
  const inside = (at: number): number => Math.min(last, Math.max(first, at))
  return [inside(part.from), inside(part.to)]
}

function nameProcess(events: TraceEvent[], pid: number, name: string): void {
  events.push({ ph: 'M', name: 'process_name', pid, tid: 0, args: { name } })
  events.push({ ph: 'M', name: 'process_sort_index', pid, tid: 0, args: { sort_index: pid } })
}

/** Numbers the threads of a process, and names each at its first use. */
function createThreads(events: TraceEvent[]): (pid: number, name: string) => number {
  const known = new Map<string, number>()
  return (pid, name) => {
    const key = `${pid} ${name}`
    const tid = known.get(key) ?? known.size + 1
    if (!known.has(key)) {
      known.set(key, tid)
      events.push({ ph: 'M', name: 'thread_name', pid, tid, args: { name } })
    }
    return tid
  }
}

function complete(
  name: string,
  cat: string,
  pid: number,
  tid: number,
  fromMs: number,
  toMs: number,
  span: LeaseSpan,
): TraceEvent {
  const { lease, demo, fn, size, seconds, attachedBytes, bill } = span
  const ts = Math.round(fromMs * 1000)
  return {
    ph: 'X',
    name,
    cat,
    pid,
    tid,
    ts,
    // To the same microsecond at which the next phase begins: events of one thread must not overlap.
    dur: Math.round(toMs * 1000) - ts,
    args: {
      demo,
      fn,
      size,
      askedSeconds: seconds,
      ...(lease !== undefined && { lease }),
      ...(attachedBytes !== undefined && { attachedBytes }),
      ...(bill !== undefined && {
        outcome: bill.outcome,
        chargedMs: bill.chargedMs,
        creditMs: bill.creditMs,
      }),
    },
  }
}
