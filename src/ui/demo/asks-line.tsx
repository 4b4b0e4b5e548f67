import type { DemoCard, InterfaceSpec, PastRuns } from '../../host/types'
import { formatClock, formatSeconds } from '../format/time'
import { usePool } from '../host-context'
import { asksFor, median, purseOf, refusalAhead } from './asks'
import styles from './demo-page.module.css'

interface Props {
  card: DemoCard
  spec: InterfaceSpec
  pastRuns: PastRuns
}

/** Before Run: what the call will ask for, what it took so far, what is left, and whether that fits. */
export function AsksLine({ card, spec, pastRuns }: Props) {
  const { pool } = usePool()
  const past = median([...pastRuns.values()].flat().map((run) => run.bill?.ranMs ?? 0))
  const purse = pool && purseOf(card, pool)
  const refusal = purse && refusalAhead(spec.gpu, pool.quota, purse)
  return (
    <div className={styles.asks}>
      <span>
        This call asks for <b className="num">{asksFor(spec.gpu)}</b>
      </span>
      {past !== undefined && (
        <span>
          took <b className="num">{formatSeconds(past)}</b> in the past
        </span>
      )}
      {purse?.shareMs !== undefined && (
        <span title="Somebody else's demo has a part of your quota. One that you make yours has all of it.">
          its share: <b className="num">{formatClock(purse.leftMs)}</b> of{' '}
          <span className="num">{formatClock(purse.shareMs)}</span> left
        </span>
      )}
      {purse !== undefined && purse.shareMs === undefined && (
        <span>
          <b className="num">{formatClock(purse.leftMs)}</b> of your quota left
        </span>
      )}
      {refusal !== undefined && <p className={styles.refusal}>{refusal}</p>}
    </div>
  )
}
