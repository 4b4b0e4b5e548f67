import type { LedgerRow, Outcome, Size } from '../../../host/types'

/** A lease, or a call that waits for one, on the visitor's clock. Instants are milliseconds since the epoch. */
export interface LeaseSpan {
  key: string
  /** Undefined while it waits. */
  lease: number | undefined
  demo: string
  fn: string
  size: Size
  /** Asked for, before the size factor. */
  seconds: number
  queuedAt: number
  /** Undefined while it waits. */
  grantedAt: number | undefined
  /** Undefined until the clock started; for ever, where the attach failed. */
  startedAt: number | undefined
  /** Undefined while it goes on. */
  endedAt: number | undefined
  /** What was streamed in; undefined where nobody watched: the ledger does not keep it. */
  attachedBytes: number | undefined
  /** From the ledger, once it is settled. */
  bill: { outcome: Outcome; chargedMs: number; creditMs: number } | undefined
}

export type Phase = 'queue' | 'attach' | 'run'

export interface PhaseSpan {
  phase: Phase
  from: number
  to: number
}

/** What the ledger says of a lease; its durations are whole milliseconds, its instants are when they ended. */
export function spanOfRow(row: LedgerRow, attachedBytes?: number): LeaseSpan {
  const { lease, demo, fn, size, seconds, grantedAt, settledAt, outcome, chargedMs, creditMs } = row
  const startedAt = row.ranMs > 0 || outcome === 'completed' ? grantedAt + row.attachMs : undefined
  return {
    key: String(lease),
    lease,
    demo,
    fn,
    size,
    seconds,
    queuedAt: grantedAt - row.queuedMs,
    grantedAt,
    startedAt,
    endedAt: startedAt === undefined ? settledAt : startedAt + row.ranMs,
    attachedBytes,
    bill: { outcome, chargedMs, creditMs },
  }
}

/** The parts of a lease that took any time, in their order; what goes on reaches to `now`. */
export function phasesOf(
  span: Pick<LeaseSpan, 'queuedAt' | 'grantedAt' | 'startedAt' | 'endedAt'>,
  now: number,
): PhaseSpan[] {
  const { queuedAt, grantedAt, startedAt, endedAt } = span
  const end = endedAt ?? Math.max(now, startedAt ?? grantedAt ?? queuedAt)
  const parts: PhaseSpan[] = [{ phase: 'queue', from: queuedAt, to: grantedAt ?? end }]
  if (grantedAt !== undefined) parts.push({ phase: 'attach', from: grantedAt, to: startedAt ?? end })
  if (startedAt !== undefined) parts.push({ phase: 'run', from: startedAt, to: end })
  return parts.filter(({ from, to }) => to > from)
}

export function endOf({ queuedAt, grantedAt, startedAt, endedAt }: LeaseSpan, now: number): number {
  return endedAt ?? Math.max(now, startedAt ?? grantedAt ?? queuedAt)
}
