import type { LeaseView, ProfileSpan } from '../../host/types'
import type { Tone } from '../elements/tone'
import { formatBytes } from '../format/bytes'
import { nameModel } from '../models/naming'
import { type Phase, phasesOf } from '../pool/timeline/lease-span'
import { stack } from '../pool/timeline/slots-of'
import { toneOf } from '../pool/timeline/tones'
import { formatMs } from './format-ms'

/** A part of a lease; instants are milliseconds since it was asked for. */
export interface FlameBar {
  key: string
  from: number
  to: number
  /** What it is, on the bar and in the table. */
  name: string
  /** More of it: bytes, dispatches. Empty: nothing. */
  detail: string
  tone: Tone
  /** From the top of its lane; bars of one row do not overlap. */
  row: number
}

export interface Lane {
  name: string
  bars: readonly FlameBar[]
  rows: number
}

const PHASES: Record<Phase, string> = { queue: 'Queue', attach: 'Attach', run: 'Run' }

const KINDS: readonly { lane: string; tone: Tone; kinds: readonly ProfileSpan['kind'][] }[] = [
  { lane: 'Attach', tone: 'warm', kinds: ['compile', 'stream'] },
  { lane: 'Sessions', tone: 'leased', kinds: ['run', 'cpu'] },
  { lane: 'Submits', tone: 'leased', kinds: ['submit'] },
  { lane: 'GPU time', tone: 'leased', kinds: ['pass'] },
]

/** A lease as a flame view shows it: its phases above, below them what its runner tells of each. Lanes without bars are left out. */
export function lanesOf(lease: LeaseView): Lane[] {
  const { queuedAt, profile } = lease
  const endedAt = endOf(lease)
  const outcome = lease.bill && { bill: lease.bill, startedAt: lease.startedAt }
  const phases = phasesOf({ ...lease, endedAt }, endedAt).map(({ phase, from, to }) => ({
    ...{
      key: phase,
      name: PHASES[phase],
      tone: toneOf(phase, outcome ?? { bill: undefined, startedAt: undefined }),
    },
    ...{ from: from - queuedAt, to: to - queuedAt, detail: phaseDetail(phase, lease) },
  }))
  const told = KINDS.map(({ lane, tone, kinds }) =>
    laneOf(
      lane,
      (profile?.spans ?? []).flatMap((span, index) =>
        kinds.includes(span.kind) ? [barOf(span, index, queuedAt, tone)] : [],
      ),
    ),
  )
  return [laneOf('Lease', phases), ...told].filter(({ bars }) => bars.length > 0)
}

/** When the lease was over, on the clock of its instants; while it runs, when it started. */
export function endOf({ queuedAt, grantedAt, startedAt, bill }: LeaseView): number {
  if (startedAt !== undefined) return startedAt + (bill?.ranMs ?? 0)
  return grantedAt === undefined ? queuedAt : grantedAt + (bill?.attachMs ?? 0)
}

function laneOf(name: string, bars: readonly Omit<FlameBar, 'row'>[]): Lane {
  const rows = stack(bars)
  const placed = bars.map((bar) => ({ ...bar, row: rows.get(bar) ?? 0 }))
  return { name, bars: placed, rows: placed.reduce((most, { row }) => Math.max(most, row + 1), 0) }
}

function barOf(span: ProfileSpan, index: number, queuedAt: number, tone: Tone): Omit<FlameBar, 'row'> {
  const from = span.at - queuedAt
  return {
    key: `${index}`,
    from,
    to: from + span.ms,
    name: nameOf(span),
    detail: detailOf(span),
    // The GPU waits meanwhile.
    tone: span.kind === 'cpu' ? 'cool' : tone,
  }
}

function nameOf({ kind, name, submits = 1 }: ProfileSpan): string {
  // Its short name is the same wherever this site is.
  const model = () => nameModel(name, '').name
  switch (kind) {
    case 'compile':
      return `compile ${model()}`
    case 'stream':
      return `stream ${model()}`
    case 'run':
      return `session.run ${model()}`
    case 'cpu':
      return `session.run ${model()} on the CPU`
    case 'submit':
      return submits === 1 ? 'queue.submit' : `queue.submit × ${submits}`
    case 'pass':
      return name === '' ? 'pass' : name
  }
}

function detailOf({ kind, bytes = 0, submits = 0, dispatches = 0 }: ProfileSpan): string {
  const parts = [
    ...(bytes > 0 ? [formatBytes(bytes)] : []),
    ...(kind === 'run' && submits > 0 ? [counted(submits, 'submit', 'submits')] : []),
    ...(dispatches > 0 ? [counted(dispatches, 'dispatch', 'dispatches')] : []),
  ]
  return parts.join(', ')
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`
}

function phaseDetail(phase: Phase, { total, bill }: LeaseView): string {
  if (phase === 'attach') return total > 0 ? formatBytes(total) : 'nothing to stream'
  if (phase === 'run' && bill !== undefined) return `charged ${formatMs(bill.chargedMs)}`
  return ''
}
