import type { CallState, InterfaceSpec } from '../../host/types'
import { AsksLine } from '../demo/asks-line'
import { CallProgress } from '../demo/call-progress'
import { LeaseBars } from '../demo/lease-bars'
import { Panel } from '../elements/panel'
import styles from './chat.module.css'

interface Props {
  spec: InterfaceSpec
  call: CallState | undefined
  pastSeconds: readonly number[]
  now: number
}

/** What the next reply asks of the pool, and what the last one had of it. */
export function CallPanel({ spec, call, pastSeconds, now }: Props) {
  return (
    <Panel aria-label="GPU time" className={styles.call ?? ''}>
      <AsksLine spec={spec} pastSeconds={pastSeconds} />
      {call !== undefined && <LeaseBars leases={call.leases} earlier={call.earlier} now={now} />}
      {call !== undefined && <CallProgress call={call} />}
    </Panel>
  )
}
