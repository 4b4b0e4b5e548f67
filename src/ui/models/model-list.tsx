import { useRef, useState } from 'react'
import type { ModelSummary } from '../../host/types'
import styles from './model-list.module.css'
import { ModelRow } from './model-row'
import { type ModelOrder, orderModels } from './order'
import { namingOf, useWallClock } from './use-library'

export function ModelList({ models }: { models: readonly ModelSummary[] }) {
  const [order, setOrder] = useState<ModelOrder>('used')
  const now = useWallClock()
  const place = useRef<HTMLDivElement>(null)
  const sorter = (by: ModelOrder, title: string, className = '') => (
    <th
      className={`${styles.sortable} ${className}`}
      scope="col"
      aria-sort={order !== by ? undefined : by === 'name' ? 'ascending' : 'descending'}
    >
      <button type="button" onClick={() => setOrder(by)}>
        {title}
        <span aria-hidden="true">{order !== by ? '' : by === 'name' ? ' ↑' : ' ↓'}</span>
      </button>
    </th>
  )
  return (
    // Takes the focus when the row that had it is deleted.
    <div ref={place} className={styles.place} tabIndex={-1}>
      <table className={styles.table} aria-label="Models">
        <thead>
          <tr>
            {sorter('name', 'Model')}
            <th scope="col">State</th>
            {sorter('size', 'Size', styles.right)}
            <th scope="col">Data types</th>
            <th scope="col" className={styles.right}>
              Operators
            </th>
            {sorter('used', 'Last use')}
            <th scope="col">Used by</th>
            <th scope="col">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        {orderModels(models, order, (source) => namingOf(source).name).map((model) => (
          <ModelRow key={model.source} model={model} now={now} onDeleted={() => place.current?.focus()} />
        ))}
      </table>
    </div>
  )
}
