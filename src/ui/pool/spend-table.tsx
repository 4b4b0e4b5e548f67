import type { ReactNode } from 'react'
import { Bar } from '../elements/bar'
import { formatCharge } from '../format/time'
import styles from './spend-panel.module.css'

export interface SpendRow {
  key: string
  title: ReactNode
  leases: number
  ranMs: number
  chargedMs: number
}

/** What some leases came to, each row drawn beside the largest. */
export function SpendTable({ name, rows }: { name: string; rows: readonly SpendRow[] }) {
  const most = Math.max(...rows.map(({ chargedMs }) => chargedMs))
  return (
    <table className={styles.table} aria-label={`Spend by ${name.toLowerCase()}`}>
      <thead>
        <tr>
          <th>{name}</th>
          <th className={styles.right}>leases</th>
          <th className={styles.right}>ran</th>
          <th className={styles.right}>charged</th>
          <th>
            <span className="unseen">beside the largest</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, title, leases, ranMs, chargedMs }) => (
          <tr key={key} data-row={key}>
            <td>{title}</td>
            <td className={`num ${styles.right}`}>{leases}</td>
            <td className={`num ${styles.right}`}>{formatCharge(ranMs)}</td>
            <td className={`num ${styles.right}`}>{formatCharge(chargedMs)}</td>
            <td className={styles.share}>
              <Bar tone="leased" fraction={most > 0 ? chargedMs / most : 0} soft />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
