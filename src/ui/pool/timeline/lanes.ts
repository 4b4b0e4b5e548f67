import { endOf, type LeaseSpan, type PhaseSpan, phasesOf } from './lease-span'
import { slotsOf, stack } from './slots-of'

export type Grouping = 'demo' | 'slot'

export interface Lane {
  /** A demo's id, or what is written. */
  id: string
  kind: 'demo' | 'slot' | 'queue'
  /** Its first row, and how many it has. */
  row: number
  rows: number
}

/** What is drawn in one piece: all of a lease, or its part in the queue. */
export interface Strip {
  span: LeaseSpan
  row: number
  /** Rows that it reaches over: an `xlarge` lease fills every slot. */
  rows: number
  /** Of what goes on, the last part has no end yet. */
  part: 'all' | 'queue' | 'held'
}

export interface Lanes {
  lanes: Lane[]
  strips: Strip[]
  rows: number
}

export interface LanesOptions {
  grouping: Grouping
  slots: number
  now: number
}

/**
 * Where each lease is drawn. By demo: the demo that was granted last comes first, so that what happens now is at the
 * top. By slot: the slots, and below them who waited when.
 */
export function layLanes(spans: readonly LeaseSpan[], { grouping, slots, now }: LanesOptions): Lanes {
  return grouping === 'demo' ? byDemo(spans, now) : bySlot(spans, slots, now)
}

function byDemo(spans: readonly LeaseSpan[], now: number): Lanes {
  const demos = new Map<string, LeaseSpan[]>()
  // In the order of their last call, without sorting leases: there may be many.
  for (const span of spans.toSorted((a, b) => b.queuedAt - a.queuedAt)) {
    const known = demos.get(span.demo)
    if (known === undefined) demos.set(span.demo, [span])
    else known.push(span)
  }
  const lanes: Lane[] = []
  const strips: Strip[] = []
  let row = 0
  for (const [id, own] of demos) {
    const rows = stack(own.map((span) => ({ span, from: span.queuedAt, to: endOf(span, now) })))
    let most = 0
    for (const [{ span }, at] of rows) {
      most = Math.max(most, at)
      strips.push({ span, row: row + at, rows: 1, part: 'all' })
    }
    lanes.push({ id, kind: 'demo', row, rows: most + 1 })
    row += most + 1
  }
  return { lanes, strips, rows: row }
}

function bySlot(spans: readonly LeaseSpan[], slots: number, now: number): Lanes {
  const lanes: Lane[] = Array.from({ length: slots }, (_, slot) => ({
    id: `Slot ${slot + 1}`,
    kind: 'slot',
    row: slot,
    rows: 1,
  }))
  const held = slotsOf(spans, slots, now)
  const strips: Strip[] = []
  for (const span of spans) {
    const place = held.get(span.key)
    if (place !== undefined) strips.push({ span, row: place.first, rows: place.count, part: 'held' })
  }
  const waits = spans
    .map((span) => ({ span, from: span.queuedAt, to: span.grantedAt ?? endOf(span, now) }))
    .filter(({ from, to }) => to > from)
  let most = 0
  for (const [{ span }, at] of stack(waits)) {
    most = Math.max(most, at)
    strips.push({ span, row: slots + at, rows: 1, part: 'queue' })
  }
  lanes.push({ id: 'Queue', kind: 'queue', row: slots, rows: most + 1 })
  return { lanes, strips, rows: slots + most + 1 }
}

/** The phases that a strip shows. */
export function phasesIn({ span, part }: Strip, now: number): PhaseSpan[] {
  const phases = phasesOf(span, now)
  if (part === 'all') return phases
  return phases.filter(({ phase }) => (phase === 'queue') === (part === 'queue'))
}
