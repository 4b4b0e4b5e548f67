import type { Quota } from '../../host/types'
import { formatClock } from '../format/time'
import styles from './quota-panel.module.css'
import { quotaParts } from './quota-parts'

const RADIUS = 62
const ROUND = 2 * Math.PI * RADIUS

/** What new calls may ask for in green; what calls under way have reserved, in amber, comes back if they do not use it. */
export function QuotaRing({ quota }: { quota: Pick<Quota, 'remainingMs' | 'reservedMs' | 'limitMs'> }) {
  const { freeMs, reservedMs } = quotaParts(quota)
  const free = share(freeMs, quota.limitMs)
  const reserved = share(reservedMs, quota.limitMs)
  return (
    <svg
      className={styles.ring}
      viewBox="0 0 160 160"
      role="img"
      aria-label={`${formatClock(quota.remainingMs)} of ${formatClock(quota.limitMs)} of GPU time left in this window`}
    >
      <circle className={styles.ringGround} cx="80" cy="80" r={RADIUS} />
      {reserved > 0 && <Arc className={styles.ringReserved} from={free} length={reserved} />}
      {free > 0 && <Arc className={styles.ringLeft} from={0} length={free} />}
      <text className={styles.ringClock} x="80" y="80" textAnchor="middle">
        {formatClock(quota.remainingMs)}
      </text>
      <text className={styles.ringOf} x="80" y="100" textAnchor="middle">
        of {formatClock(quota.limitMs)} left
      </text>
    </svg>
  )
}

function Arc({ className, from, length }: { className: string | undefined; from: number; length: number }) {
  return (
    <circle
      className={className}
      cx="80"
      cy="80"
      r={RADIUS}
      strokeDasharray={`${length * ROUND} ${ROUND}`}
      transform={`rotate(${-90 + from * 360} 80 80)`}
    />
  )
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0
}
