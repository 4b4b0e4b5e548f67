import { Link } from 'wouter'
import type { DemoCard, ModelSummary } from '../../host/types'
import { formatBytes } from '../format/bytes'
import { formatAgo } from './ago'
import styles from './model-list.module.css'

/** Data types by their bytes, the two largest; the rest is on the model's page. */
export function TypesCell({ staged }: Pick<ModelSummary, 'staged'>) {
  const types = staged?.about?.dataTypes ?? []
  return (
    <td
      className={`num ${styles.types}`}
      title={types.map(([type, bytes]) => `${type} ${formatBytes(bytes)}`).join(', ')}
    >
      {types
        .slice(0, 2)
        .map(([type]) => type)
        .join(', ')}
      {types.length > 2 && ` +${types.length - 2}`}
    </td>
  )
}

export function OperatorsCell({ staged }: Pick<ModelSummary, 'staged'>) {
  const operators = staged?.about?.operators ?? []
  const calls = operators.reduce((sum, [, count]) => sum + count, 0)
  return (
    <td
      className={`num ${styles.right} ${styles.operators}`}
      title={`${operators.length} types of operators`}
    >
      {calls > 0 && (
        <>
          {calls}
          <span className={styles.unit}> operators</span>
        </>
      )}
    </td>
  )
}

export function UsedCell({ staged, now }: Pick<ModelSummary, 'staged'> & { now: number }) {
  return (
    <td
      className={styles.used}
      title={staged === undefined ? undefined : new Date(staged.usedAt).toLocaleString()}
    >
      {staged !== undefined && formatAgo(staged.usedAt, now)}
    </td>
  )
}

export function DemosCell({ demos }: { demos: readonly DemoCard[] }) {
  return (
    <td className={styles.demos}>
      {demos.map(({ id, emoji, title }) => (
        <Link key={id} href={`/d/${id}`}>
          <span aria-hidden="true">{emoji}</span> {title}
        </Link>
      ))}
    </td>
  )
}
