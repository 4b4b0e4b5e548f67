import type { InterfaceSpec } from '../../host/types'
import { formatClock, formatSeconds } from '../format/time'
import { usePool } from '../host-context'
import { asksFor, median, refusalAhead } from './asks'
import styles from './demo-page.module.css'

/** Before Run: what the call will ask for, what it took so far, what is left, and whether that fits. */
export function AsksLine({ spec, pastSeconds }: { spec: InterfaceSpec; pastSeconds: readonly number[] }) {
  const { pool } = usePool()
  const past = median(pastSeconds)
  const refusal = pool === undefined ? undefined : refusalAhead(spec.gpu, pool.quota)
  return (
    <div className={styles.asks}>
      <span>
        This call asks for <b className="num">{asksFor(spec.gpu)}</b>
      </span>
      {past !== undefined && (
        <span>
          took <b className="num">{formatSeconds(past * 1000)}</b> in the past
        </span>
      )}
      {pool !== undefined && (
        <span>
          <b className="num">{formatClock(pool.quota.remainingMs)}</b> left
        </span>
      )}
      {refusal !== undefined && <p className={styles.refusal}>{refusal}</p>}
    </div>
  )
}
