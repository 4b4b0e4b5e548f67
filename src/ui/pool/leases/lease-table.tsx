import { memo, useMemo, useState } from 'react'
import type { LedgerRow, Outcome } from '../../../host/types'
import { Button } from '../../elements/button'
import { Tag } from '../../elements/tag'
import { formatCharge, formatDeclared, formatInstant } from '../../format/time'
import { useDemoName } from '../../host-context'
import { OUTCOME_TONES } from '../timeline/tones'
import { LeaseFilter } from './lease-filter'
import styles from './lease-table.module.css'
import { type Column, type Filter, type Order, pageOf, reorder, shownRows } from './table-rows'
import { useHistoryOf } from './use-history'

const HEADS: readonly { column: Column; title: string; number: boolean }[] = [
  { column: 'lease', title: 'Lease', number: true },
  { column: 'demo', title: 'Demo', number: false },
  { column: 'outcome', title: 'Outcome', number: false },
  { column: 'seconds', title: 'asked', number: true },
  { column: 'queuedMs', title: 'waited', number: true },
  { column: 'attachMs', title: 'attached in', number: true },
  { column: 'ranMs', title: 'ran', number: true },
  { column: 'chargedMs', title: 'charged', number: true },
  { column: 'settledAt', title: 'settled', number: true },
]

/** Every lease that the ledger holds one by one, and how each ended. */
export const LeaseTable = memo(function LeaseTable({ since }: { since: number }) {
  const rows = useHistoryOf(since, (history) => history.read.rows)
  const [filter, setFilter] = useState<Filter>({ demo: undefined, outcome: undefined })
  const [order, setOrder] = useState<Order>({ column: 'settledAt', down: true })
  const [asked, setPage] = useState(0)
  const found = useMemo(() => shownRows(rows, since, filter, order), [rows, since, filter, order])
  const { rows: shown, page, pages } = pageOf(found, asked)
  const demos = useMemo(() => [...new Set(rows.map(({ demo }) => demo))].sort(), [rows])
  if (rows.length === 0) return null
  return (
    <div className={styles.leases}>
      <div className={styles.head}>
        <h3>
          Leases <span className="num">{found.length}</span>
        </h3>
        <LeaseFilter
          demos={demos}
          filter={filter}
          onFilter={(next) => {
            setFilter(next)
            setPage(0)
          }}
        />
      </div>
      {found.length === 0 ? (
        <p className={styles.note}>No lease of this span of time is like that.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is narrow it scrolls, by keys too
        <section className={styles.scroll} aria-label="Leases, one by one" tabIndex={0}>
          <table className={styles.table} aria-label="Leases">
            <thead>
              <tr>
                {HEADS.map(({ column, title, number }) => (
                  <th
                    key={column}
                    className={number ? styles.right : ''}
                    aria-sort={order.column !== column ? undefined : order.down ? 'descending' : 'ascending'}
                  >
                    <button type="button" onClick={() => setOrder(reorder(order, column))}>
                      {title}
                      <span aria-hidden="true">
                        {order.column !== column ? '' : order.down ? ' ↓' : ' ↑'}
                      </span>
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Row key={row.lease} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {pages > 1 && (
        <nav className={styles.pager} aria-label="Pages of leases">
          <Button look="quiet" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </Button>
          <span className="num" role="status">
            {page + 1} of {pages}
          </span>
          <Button look="quiet" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            Next
          </Button>
        </nav>
      )}
    </div>
  )
})

const GIVEN_BACK: readonly Outcome[] = ['lost']

const Row = memo(function Row({ row }: { row: LedgerRow }) {
  const nameOf = useDemoName()
  const { lease, demo, fn, size, seconds, outcome, queuedMs, attachMs, ranMs, chargedMs, settledAt } = row
  const { emoji, title } = nameOf(demo)
  return (
    <tr data-lease={lease}>
      <td className={`num ${styles.right}`}>#{lease}</td>
      <td>
        {emoji} {title} <span className={`num ${styles.fn}`}>{fn}()</span>
      </td>
      <td>
        <Tag tone={OUTCOME_TONES[outcome]}>
          {outcome}
          {GIVEN_BACK.includes(outcome) && ' · given back'}
        </Tag>
      </td>
      <td className={`num ${styles.right}`}>
        {size === 'xlarge' && '2 × '}
        {formatDeclared(seconds)}
      </td>
      <td className={`num ${styles.right}`}>{formatCharge(queuedMs)}</td>
      <td className={`num ${styles.right}`}>{formatCharge(attachMs)}</td>
      <td className={`num ${styles.right}`}>{formatCharge(ranMs)}</td>
      <td className={`num ${styles.right}`}>{formatCharge(chargedMs)}</td>
      <td className={`num ${styles.right}`}>
        <time dateTime={new Date(settledAt).toISOString()}>{dayAndTime(settledAt)}</time>
      </td>
    </tr>
  )
})

/** On the visitor's clock: `11-21 14:03:07`. */
function dayAndTime(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatInstant(at).slice(0, 8)}`
}
