import { useId } from 'react'
import type { Outcome } from '../../../host/types'
import { useDemoName } from '../../host-context'
import styles from './lease-table.module.css'
import type { Filter } from './table-rows'

interface Props {
  demos: readonly string[]
  filter: Filter
  onFilter(filter: Filter): void
}

export function LeaseFilter({ demos, filter, onFilter }: Props) {
  const id = useId()
  const nameOf = useDemoName()
  return (
    <div className={styles.filter}>
      <label htmlFor={`${id}-demo`}>Demo</label>
      <select
        id={`${id}-demo`}
        value={filter.demo ?? ''}
        onChange={({ target }) => onFilter({ ...filter, demo: demos.find((demo) => demo === target.value) })}
      >
        <option value="">all</option>
        {demos.map((demo) => (
          <option key={demo} value={demo}>
            {nameOf(demo).title}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-outcome`}>Outcome</label>
      <select
        id={`${id}-outcome`}
        value={filter.outcome ?? ''}
        onChange={({ target }) =>
          onFilter({ ...filter, outcome: OUTCOMES.find((outcome) => outcome === target.value) })
        }
      >
        <option value="">all</option>
        {OUTCOMES.map((outcome) => (
          <option key={outcome}>{outcome}</option>
        ))}
      </select>
    </div>
  )
}

const OUTCOMES: readonly Outcome[] = ['completed', 'failed', 'overran', 'cancelled', 'lost']
