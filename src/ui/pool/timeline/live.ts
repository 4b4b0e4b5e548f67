import type { Holder, PoolSnapshot, Waiter } from '../../../host/types'
import type { LeaseSpan } from './lease-span'

/** What was seen of leases and waits so far, by key. A lease that ended stays until the ledger tells of it. */
export type Seen = ReadonlyMap<string, LeaseSpan>

/** Leases that the ledger never told of, because its storage fails: older ones than these are forgotten. */
const KEPT = 200

/**
 * What `seen` becomes with the snapshot that came in at `now` (milliseconds since the epoch). The snapshot gives
 * durations; instants that were seen once stay as they are, so that bars do not tremble.
 */
export function watch(seen: Seen, pool: Pick<PoolSnapshot, 'holders' | 'queue'>, now: number): Seen {
  const next = new Map<string, LeaseSpan>()
  for (const [key, span] of seen) {
    // A wait that is over became a lease, or was given up: the ledger knows no more of it either.
    if (span.lease !== undefined) next.set(key, span.endedAt === undefined ? { ...span, endedAt: now } : span)
  }
  for (const holder of pool.holders) {
    const key = String(holder.lease)
    const waited = seen.get(waitKey(holder))
    next.set(key, held(holder, seen.get(key), waited, now))
  }
  for (const waiter of pool.queue) {
    const key = waitKey(waiter)
    next.set(key, seen.get(key) ?? waiting(waiter, now))
  }
  const ended = [...next.values()].filter(({ endedAt }) => endedAt !== undefined)
  for (const { key } of ended.slice(0, Math.max(0, ended.length - KEPT))) next.delete(key)
  return next
}

/** Nothing has begun or ended: the same bars, which only grow. Bytes that come in move none. */
export function isSameShape(a: Seen, b: Seen): boolean {
  if (a.size !== b.size) return false
  for (const [key, span] of a) {
    const other = b.get(key)
    if (other === undefined || other.grantedAt !== span.grantedAt) return false
    if (other.startedAt !== span.startedAt || other.endedAt !== span.endedAt) return false
  }
  return true
}

function waitKey({ tab, request }: Pick<Waiter, 'tab' | 'request'>): string {
  return `${tab} ${request}`
}

function waiting(waiter: Waiter, now: number): LeaseSpan {
  return {
    ...named(waiter),
    key: waitKey(waiter),
    lease: undefined,
    queuedAt: now - waiter.waitedMs,
    grantedAt: undefined,
    startedAt: undefined,
    endedAt: undefined,
    attachedBytes: undefined,
    bill: undefined,
  }
}

function held(
  holder: Holder,
  known: LeaseSpan | undefined,
  waited: LeaseSpan | undefined,
  now: number,
): LeaseSpan {
  const startedAt = holder.state === 'running' ? (known?.startedAt ?? now - holder.ranMs) : undefined
  // Seen for the first time as it runs: when it was granted is not known, and the ledger will tell.
  const grantedAt = known?.grantedAt ?? startedAt ?? now
  return {
    ...named(holder),
    key: String(holder.lease),
    lease: holder.lease,
    queuedAt: known?.queuedAt ?? Math.min(waited?.queuedAt ?? grantedAt, grantedAt),
    grantedAt,
    startedAt,
    endedAt: undefined,
    attachedBytes: holder.state === 'attaching' ? holder.loaded : known?.attachedBytes,
    bill: undefined,
  }
}

function named({
  demo,
  fn,
  size,
  seconds,
}: Waiter | Holder): Pick<LeaseSpan, 'demo' | 'fn' | 'size' | 'seconds'> {
  return { demo, fn, size, seconds }
}
