import type { CallState, InterfaceSpec, PastRuns } from '../../host/types'
import { AsksLine } from '../demo/asks-line'
import { CallProgress } from '../demo/call-progress'
import { LeaseBars } from '../demo/lease-bars'
import type { Session } from '../demo/session'
import { Panel } from '../elements/panel'
import { ProfileLink } from '../profile/profile-link'
import styles from './chat.module.css'

interface Props {
  session: Session
  spec: InterfaceSpec
  call: CallState | undefined
  pastRuns: PastRuns
  now: number
}

/** What the next reply asks of the pool, and what the last one had of it. */
export function CallPanel({ session, spec, call, pastRuns, now }: Props) {
  return (
    <Panel aria-label="GPU time" className={styles.call ?? ''}>
      <AsksLine card={session.demo.card} spec={spec} pastRuns={pastRuns} />
      {call !== undefined && <LeaseBars leases={call.leases} earlier={call.earlier} now={now} />}
      {call !== undefined && <CallProgress call={call} />}
      {call !== undefined && (
        <div>
          <ProfileLink session={session} leases={call.leases} />
        </div>
      )}
    </Panel>
  )
}
