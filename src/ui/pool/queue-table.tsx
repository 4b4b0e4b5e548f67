import type { Waiter } from '../../host/types'
import { formatDeclared, formatSeconds } from '../format/time'
import { useDemoName } from '../host-context'
import styles from './pool-page.module.css'

/** From past runs of the functions that go first; unknown where there were none. */
function startsIn(etaMs: number | null, elapsedMs: number): string {
  return etaMs === null ? '–' : `~${formatSeconds(Math.max(0, etaMs - elapsedMs))}`
}

export function QueueTable({ queue, elapsedMs }: { queue: readonly Waiter[]; elapsedMs: number }) {
  const nameOf = useDemoName()
  const inOrder = [...queue].sort((a, b) => a.position - b.position)
  return (
    <table className={styles.table} aria-label="Queue">
      <thead>
        <tr>
          <th className={styles.right}>#</th>
          <th>Next</th>
          <th className={styles.right}>asks</th>
          <th className={styles.right}>waited</th>
          <th className={styles.right}>starts in</th>
          <th>waits for</th>
        </tr>
      </thead>
      <tbody>
        {inOrder.map((waiter) => {
          const { emoji, title } = nameOf(waiter.demo)
          const whole = waiter.size === 'xlarge'
          return (
            <tr key={waiter.request} data-demo={waiter.demo} data-position={waiter.position}>
              <td className={`num ${styles.right}`}>{waiter.position}</td>
              <td>
                {emoji} {title} {whole && <span className={styles.fn}>needs every slot</span>}
              </td>
              <td className={`num ${styles.right}`}>
                {whole && '2 × '}
                {formatDeclared(waiter.seconds)}
              </td>
              <td className={`num ${styles.right}`}>{formatSeconds(waiter.waitedMs + elapsedMs)}</td>
              <td className={`num ${styles.right}`}>{startsIn(waiter.etaMs, elapsedMs)}</td>
              <td>{waiter.why}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
