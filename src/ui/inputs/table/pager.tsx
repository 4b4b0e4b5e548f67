import { Button } from '../../elements/button'
import styles from './table.module.css'

/** Rows that are drawn at once. */
export const PAGE = 50

export function pageOf(row: number): number {
  return Math.floor(row / PAGE)
}

interface Props {
  rows: number
  page: number
  onPage(page: number): void
}

/** Nothing for a table that is seen whole. */
export function Pager({ rows, page, onPage }: Props) {
  if (rows <= PAGE) return null
  return (
    <span className={styles.pager}>
      <Button look="quiet" disabled={page === 0} onClick={() => onPage(page - 1)} aria-label="Earlier rows">
        ‹
      </Button>
      <span className="num">
        {page * PAGE + 1}–{Math.min(rows, (page + 1) * PAGE)} of {rows}
      </span>
      <Button
        look="quiet"
        disabled={page === pageOf(rows - 1)}
        onClick={() => onPage(page + 1)}
        aria-label="Later rows"
      >
        ›
      </Button>
    </span>
  )
}
