import type { LedgerRow } from '../../../host/types'

/** Read again from this long before the newest row: a clock that was set back must not hide a lease. */
const OVERLAP_MS = 60_000

/** Rows of the ledger as far as they were read, oldest settlement first. */
export interface RowsRead {
  rows: readonly LedgerRow[]
  /** From when on; `Infinity` before the first reading. */
  since: number
}

export const NOTHING_READ: RowsRead = { rows: [], since: Number.POSITIVE_INFINITY }

/** What has to be read so that everything since `since` is known; the newest leases are always among it. */
export function toRead({ rows, since: known }: RowsRead, since: number): { since: number; until: number } {
  if (since < known) return { since, until: Number.POSITIVE_INFINITY }
  const newest = rows.at(-1)?.settledAt ?? known
  return { since: Math.max(known, newest - OVERLAP_MS), until: Number.POSITIVE_INFINITY }
}

/** What is known once these rows were read since `since`. The same object when it is nothing new. */
export function withRows(read: RowsRead, since: number, rows: readonly LedgerRow[]): RowsRead {
  // There may be very many, and mostly a few are added at the end: only those that can be meant twice are compared.
  const first = rows.reduce((least, { settledAt }) => Math.min(least, settledAt), Number.POSITIVE_INFINITY)
  const from = 1 + read.rows.findLastIndex(({ settledAt }) => settledAt < first)
  const tail = read.rows.slice(from)
  const known = new Set(tail.map(({ lease }) => lease))
  const fresh = rows.filter(({ lease }) => !known.has(lease))
  if (fresh.length === 0 && since >= read.since) return read
  const sorted = [...tail, ...fresh].sort((a, b) => a.settledAt - b.settledAt || a.lease - b.lease)
  return { rows: [...read.rows.slice(0, from), ...sorted], since: Math.min(since, read.since) }
}
