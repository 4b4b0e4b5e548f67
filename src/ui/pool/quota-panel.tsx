import { TIERS } from '../../host/types'
import { Panel } from '../elements/panel'
import { formatCharge, formatClock, formatDeclared, formatInstant } from '../format/time'
import { useNow } from '../format/use-now'
import styles from './quota-panel.module.css'
import { quotaParts } from './quota-parts'
import { QuotaRing } from './quota-ring'
import { usePoolPart } from './use-pool-part'

/** What this visitor has left, and until when. */
export function QuotaPanel() {
  // The window's end counts down with each snapshot: to the second it stays the same instant.
  const quota = usePoolPart(({ pool, receivedAt }) => {
    if (pool === undefined) return undefined
    const { windowEndsInMs, ...rest } = pool.quota
    const endsAt = windowEndsInMs === null ? null : Math.round((receivedAt + windowEndsInMs) / 1000) * 1000
    return { ...rest, endsAt }
  })
  if (quota === undefined) return null
  const parts = quotaParts(quota)
  return (
    <Panel aria-labelledby="pool-quota">
      <h2 id="pool-quota">Quota</h2>
      <p className={styles.who}>
        You visit as <b>{TIERS[quota.tier].title}</b>
      </p>
      <QuotaRing quota={quota} />
      <dl className={styles.facts}>
        <dt>
          <i className={styles.left} aria-hidden="true" />
          Free for new calls
        </dt>
        <dd className="num">{formatCharge(parts.freeMs)}</dd>
        <dt>
          <i className={styles.reserved} aria-hidden="true" />
          Reserved by calls
        </dt>
        <dd className="num">{formatCharge(quota.reservedMs)}</dd>
        <dt>
          <i className={styles.used} aria-hidden="true" />
          Charged
        </dt>
        <dd className="num">{formatCharge(quota.usedMs)}</dd>
        <dt>Credits, after that</dt>
        <dd className="num">{quota.extensible ? formatCharge(quota.creditsMs) : 'not for this tier'}</dd>
        <dt>Longest call</dt>
        <dd className="num">{formatDeclared(quota.capSeconds)}</dd>
        <dt>Calls charged</dt>
        <dd className="num">
          {quota.runsUsed}
          {quota.runsPerDay !== null && ` of ${quota.runsPerDay}`}
        </dd>
        <dt>Window ends</dt>
        <dd className="num">
          {quota.endsAt === null ? '24 h after first use' : <WindowEnd endsAt={quota.endsAt} />}
        </dd>
      </dl>
    </Panel>
  )
}

/** @param endsAt by `performance.now()` */
function WindowEnd({ endsAt }: { endsAt: number }) {
  const now = useNow(true, 1000)
  const wall = Date.now() + (endsAt - performance.now())
  return (
    <>
      in {formatClock(endsAt - now)}, at {formatInstant(wall).slice(0, 5)}
    </>
  )
}
