import type { LogLine } from '../../host/types'
import { Panel } from '../elements/panel'
import styles from './demo-page.module.css'

/** A handler may log without end; the page draws the newest. */
const SHOWN = 200

export function LogPanel({ log }: { log: readonly LogLine[] }) {
  const from = Math.max(0, log.length - SHOWN)
  return (
    <Panel aria-label="Log" className={styles.log ?? ''}>
      <div className={styles.resultHead}>
        <h2 className={styles.small}>Log</h2>
        <span className={`${styles.quiet} num`}>{log.length} lines</span>
      </div>
      <div className={styles.lines} role="log">
        {log.slice(from).map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, and holds no state
          <div key={from + index} className={styles[line.level]} data-level={line.level}>
            {line.text}
          </div>
        ))}
      </div>
    </Panel>
  )
}
