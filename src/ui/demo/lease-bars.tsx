import type { CallState, LeaseView } from '../../host/types'
import { Bar } from '../elements/bar'
import { chargeText, sumOfCharges } from './charge'
import styles from './lease-bars.module.css'
import { leasePhases, type PhaseView } from './lease-phases'

/** More than these and only the newest are drawn: a loop in a handler may take thousands. */
const SHOWN = 4

interface Props {
  leases: CallState['leases']
  earlier: CallState['earlier']
  now: number
}

/** Each lease of a call as a bar of three colours: waited, streamed in, ran. */
export function LeaseBars({ leases, earlier, now }: Props) {
  const before = leases.slice(0, -SHOWN)
  const count = earlier.leases + before.length
  return (
    <div className={styles.leases}>
      {count > 0 && (
        <p className={styles.earlier}>
          <span className="num">{count}</span> leases before these:{' '}
          <span className="num">{chargeText(sumOfCharges(before, earlier))}</span>
        </p>
      )}
      {leases.slice(-SHOWN).map((lease, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: leases are only ever added at the end
        <LeaseBar key={count + index} lease={lease} now={now} named={leases.length > 1} />
      ))}
    </div>
  )
}

function LeaseBar({ lease, now, named }: { lease: LeaseView; now: number; named: boolean }) {
  const { queued, attached, ran } = leasePhases(lease, now)
  const bad = lease.bill !== undefined && lease.bill.outcome !== 'completed'
  return (
    <div data-lease={lease.fn} data-stage={lease.stage} data-outcome={lease.bill?.outcome}>
      {named && <span className={`${styles.fn} num`}>{lease.fn}</span>}
      <div className={styles.phases}>
        <Part tone="queued" phase={queued} />
        <Part tone="warm" phase={attached} />
        <Part tone={bad ? 'bad' : 'leased'} phase={ran} />
      </div>
    </div>
  )
}

function Part({ tone, phase }: { tone: 'queued' | 'warm' | 'leased' | 'bad'; phase: PhaseView }) {
  return (
    <div className={styles.part}>
      <Bar tone={tone} fraction={phase.fraction} busy={phase.busy} soft />
      <span className="num">{phase.text}</span>
    </div>
  )
}
