import { labelRows } from './label-rows'
import { Misfit } from './misfit'
import styles from './outputs.module.css'

export function LabelOutput({ label, top, value }: { label: string; top: number; value: unknown }) {
  const parsed = labelRows(value, top)
  if (!parsed.ok) return <Misfit wants={parsed.reason} value={value} />
  const [first] = parsed.rows
  if (first === undefined) return <p className={styles.none}>No classes were given.</p>
  return (
    <>
      <p className={styles.winner}>{first.label}</p>
      <ol className={styles.bars} aria-label={label}>
        {parsed.rows.map((row) => (
          <li key={row.label} data-label={row.label} data-value={row.value}>
            <span className={styles.barHead}>
              <span>{row.label}</span>
              <span className="num">{formatShare(row.value)}</span>
            </span>
            <span className={styles.barGround} aria-hidden="true">
              <i style={{ transform: `scaleX(${Math.min(1, Math.max(0, row.value))})` }} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function formatShare(value: number): string {
  return `${(Math.min(1, Math.max(0, value)) * 100).toFixed(1)} %`
}
