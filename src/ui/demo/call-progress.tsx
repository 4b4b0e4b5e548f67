import type { CallState } from '../../host/types'
import { Bar } from '../elements/bar'
import styles from './demo-page.module.css'

/** What the handler says by `progress()`, while it works. */
export function CallProgress({ call: { phase, progress } }: { call: CallState }) {
  if (progress === undefined || phase !== 'working') return null
  return (
    <div className={styles.progress}>
      <span className={styles.bootLine}>
        <span>{progress.text}</span>
        <span className="num">{Math.round(progress.fraction * 100)} %</span>
      </span>
      <Bar tone="leased" fraction={progress.fraction} soft />
    </div>
  )
}
