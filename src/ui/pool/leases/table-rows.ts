import type { LedgerRow, Outcome } from '../../../host/types'

export const COLUMNS = [
  'lease',
  'demo',
  'outcome',
  'seconds',
  'queuedMs',
  'attachMs',
  'ranMs',
  'chargedMs',
  'settledAt',
] as const
export type Column = (typeof COLUMNS)[number]

export interface Order {
  column: Column
  down: boolean
}

export interface Filter {
  /** Undefined: all. */
  demo: string | undefined
  outcome: Outcome | undefined
}

export const PER_PAGE = 20

/** As a click on a column's head changes it: numbers begin with the largest, names with the first. */
export function reorder(order: Order, column: Column): Order {
  if (order.column === column) return { column, down: !order.down }
  return { column, down: column !== 'demo' && column !== 'outcome' }
}

/** Rows as they are shown: those since `since` that pass the filter, in this order; of equal ones the newest first. */
export function shownRows(
  rows: readonly LedgerRow[],
  since: number,
  filter: Filter,
  { column, down }: Order,
): LedgerRow[] {
  const sign = down ? -1 : 1
  return rows
    .filter(
      ({ settledAt, demo, outcome }) =>
        settledAt >= since &&
        (filter.demo === undefined || demo === filter.demo) &&
        (filter.outcome === undefined || outcome === filter.outcome),
    )
    .sort((a, b) => sign * compare(a[column], b[column]) || b.lease - a.lease)
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b))
}

export interface Page {
  rows: LedgerRow[]
  /** Counts from 0; the last one where there are not as many. */
  page: number
  pages: number
}

export function pageOf(rows: readonly LedgerRow[], page: number): Page {
  const pages = Math.max(1, Math.ceil(rows.length / PER_PAGE))
  const at = Math.min(Math.max(0, page), pages - 1)
  return { rows: rows.slice(at * PER_PAGE, (at + 1) * PER_PAGE), page: at, pages }
}
