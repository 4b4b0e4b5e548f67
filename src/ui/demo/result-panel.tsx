import { useStore } from 'zustand'
import type { Call, InterfaceSpec } from '../../host/types'
import { ErrorCard } from '../elements/error-card'
import { Panel } from '../elements/panel'
import { Tag } from '../elements/tag'
import { useNow } from '../format/use-now'
import { ProfileLink } from '../profile/profile-link'
import type { CallCanvases } from './call-canvases'
import { CallProgress } from './call-progress'
import { isMoving, viewCall } from './call-view'
import styles from './demo-page.module.css'
import { LeaseBars } from './lease-bars'
import { Outputs } from './outputs'
import { PartialNote } from './partial-note'
import { resultId } from './press-run'
import type { Session } from './session'
import { useCallState } from './use-busy'

interface Props {
  session: Session
  spec: InterfaceSpec | undefined
  call: Call | undefined
  canvases: CallCanvases
}

/** The last call as it happens: its phases, what it gives, and why it failed. What was streamed before a failure stays. */
export function ResultPanel({ session, spec, call, canvases }: Props) {
  const state = useCallState(call)
  const drawn = useStore(canvases.state)
  const now = useNow(isMoving(state))
  const view = viewCall(state, now)
  return (
    <Panel id={resultId(session)} aria-label="Result" className={styles.result ?? ''} data-phase={view.phase}>
      <div className={styles.resultHead}>
        <h2 className={styles.small}>Result</h2>
        {state !== undefined && (
          <span className={styles.resultTools}>
            <ProfileLink session={session} leases={state.leases} />
            <Tag tone={view.tone}>{view.text}</Tag>
          </span>
        )}
      </div>
      <output className="unseen">{view.said}</output>
      {state === undefined ? (
        <p className={styles.nothing}>
          Nothing has run yet.
          <br />
          Until you press Run, this demo holds none of the GPU.
        </p>
      ) : (
        <>
          <LeaseBars leases={state.leases} earlier={state.earlier} now={now} />
          <CallProgress call={state} />
          {state.error !== undefined && <ErrorCard error={state.error} />}
          {state.partial && <PartialNote call={state} />}
          {spec !== undefined && (state.outputs !== undefined || drawn.size > 0) && (
            <Outputs
              specs={spec.outputs}
              values={state.outputs}
              canvases={drawn}
              running={state.phase === 'waiting' || state.phase === 'working'}
            />
          )}
        </>
      )}
    </Panel>
  )
}
