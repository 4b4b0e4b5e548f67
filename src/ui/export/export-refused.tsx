import type { WireError } from '../../host/types'
import styles from './export.module.css'

/** Why there is no zip, and what to do. */
export function ExportRefused({ error }: { error: WireError }) {
  return (
    <div className={styles.refused} role="alert" data-code={error.code}>
      <strong>Not exported</strong>
      <p>{error.message}</p>
      <p>{error.wayOut}</p>
    </div>
  )
}
