import type { DemoPhase } from '../../host/types'
import { Bar } from '../elements/bar'
import { Button } from '../elements/button'
import { ErrorCard } from '../elements/error-card'
import { formatBytes, formatBytesOf } from '../format/bytes'
import styles from './demo-page.module.css'

/** What stands between opening the page and a handler that can be run. Shows nothing once it is ready. */
export function BootStatus({ at, onRetry }: { at: DemoPhase; onRetry(): void }) {
  switch (at.phase) {
    case 'closed':
    case 'starting':
      return (
        <div className={styles.boot}>
          <output>Starting the handler…</output>
          <Bar tone="warm" fraction={1} busy />
        </div>
      )
    case 'staging':
      return (
        <div className={styles.boot}>
          <span className={styles.bootLine}>
            <output>Fetching the model, once</output>
            <span className="num">
              {at.total === null ? formatBytes(at.loaded) : formatBytesOf(at.loaded, at.total)}
            </span>
          </span>
          <Bar
            tone="warm"
            fraction={at.total === null ? 1 : at.loaded / at.total}
            busy={at.total === null}
            soft
          />
          <span className={`${styles.source} num`}>{at.model}</span>
        </div>
      )
    case 'failed':
      return (
        <ErrorCard error={at.error}>
          <Button onClick={onRetry}>Try again</Button>
        </ErrorCard>
      )
    case 'ready':
      return null
  }
}
