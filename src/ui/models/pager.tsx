import { Button } from '../elements/button'
import styles from './model-page.module.css'
import { TENSORS_PER_PAGE } from './tensor-rows'

interface Props {
  /** Counts from 0. */
  page: number
  pages: number
  of: number
  onPage(page: number): void
}

export function Pager({ page, pages, of, onPage }: Props) {
  const first = page * TENSORS_PER_PAGE + 1
  return (
    <nav className={styles.pager} aria-label="Pages of tensors">
      <Button look="quiet" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <span className="num" role="status">
        {first}–{Math.min(of, first + TENSORS_PER_PAGE - 1)} of {of}
      </span>
      <Button look="quiet" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  )
}
