import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Host, type PoolState, toWire, type WireError } from '../../../host/types'
import { settlementsOf } from '../settlements'
import { type LeaseSpan, spanOfRow } from '../timeline/lease-span'
import { isSameShape, type Seen, watch } from '../timeline/live'
import { NOTHING_READ, type RowsRead, toRead, withRows } from './rows'

export interface HistoryState {
  read: RowsRead
  /** Leases and waits as the snapshots of the pool told of them; those that the ledger has are not among them. */
  seen: Seen
  /** Both as they are drawn, the newest of them. A new array when one has begun or ended. */
  spans: readonly LeaseSpan[]
  /** Older ones are not drawn. */
  left: number
  error: WireError | undefined
}

/**
 * Leases of every tab: settled ones from the ledger, read on as they settle, and what goes on from the pool's
 * snapshots. It knows no page: what was seen is still there when the visitor comes back.
 */
export interface LeaseHistory {
  readonly state: StoreApi<HistoryState>
  /** Reads the ledger as far back as this, unless that was done. */
  reach(since: number): void
  /** Idempotent. */
  close(): void
}

/** Laid out in less than a frame, on slow machines too. */
const DRAWN = 2_000

export function createLeaseHistory(host: Pick<Host, 'pool' | 'ledger'>): LeaseHistory {
  const state = createStore<HistoryState>(() => ({
    read: NOTHING_READ,
    seen: new Map(),
    spans: [],
    left: 0,
    error: undefined,
  }))
  /** What was streamed into leases; the ledger does not keep it. */
  const bytes = new Map<number, number>()
  let wanted = Number.POSITIVE_INFINITY
  let settlements = ''
  let reading = false
  let stale = false
  let closed = false

  function hear({ pool, receivedAt }: PoolState): void {
    if (pool === undefined) return
    const before = state.getState()
    const seen = watch(before.seen, pool, wallOf(receivedAt))
    for (const { lease, loaded } of pool.holders) if (loaded > 0) bytes.set(lease, loaded)
    if (isSameShape(seen, before.seen)) state.setState({ seen })
    else show(before.read, seen)

    const key = settlementsOf({ pool })
    if (key !== settlements && wanted < Number.POSITIVE_INFINITY) void refresh()
    settlements = key
  }

  /** One reading at a time: what is settled meanwhile is in the next. */
  async function refresh(): Promise<void> {
    if (closed) return
    stale = true
    if (reading) return
    reading = true
    while (stale && !closed) {
      stale = false
      const range = toRead(state.getState().read, wanted)
      try {
        const { rows } = await host.ledger(range)
        const { read, seen } = state.getState()
        show(withRows(read, Math.min(range.since, read.since), rows), seen)
        state.setState({ error: undefined })
      } catch (thrown) {
        state.setState({ error: toWire(thrown, 'StorageFull') })
      }
    }
    reading = false
  }

  function show(read: RowsRead, seen: Seen): void {
    const told = new Set(read.rows.slice(-DRAWN).map(({ lease }) => lease))
    const open = new Map([...seen].filter(([, { lease }]) => lease === undefined || !told.has(lease)))
    const settled = read.rows.slice(-DRAWN).map((row) => spanOfRow(row, bytes.get(row.lease)))
    state.setState({
      read,
      seen: open,
      spans: [...settled, ...open.values()],
      left: Math.max(0, read.rows.length - DRAWN),
    })
  }

  const stop = host.pool.subscribe(hear)
  hear(host.pool.getState())

  return {
    state,
    reach(since) {
      if (since >= wanted) return
      wanted = since
      void refresh()
    },
    close() {
      closed = true
      stop()
    },
  }
}

/** An instant of `performance.now()` since the epoch: by today's clock, which the ledger's is as well. */
export function wallOf(instant: number): number {
  return Date.now() - (performance.now() - instant)
}
