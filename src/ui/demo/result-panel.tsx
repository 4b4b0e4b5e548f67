import type { Call, InterfaceSpec } from '../../host/types'
import { Bar } from '../elements/bar'
import { ErrorCard } from '../elements/error-card'
import { Panel } from '../elements/panel'
import { Tag } from '../elements/tag'
import { useNow } from '../format/use-now'
import { isMoving, viewCall } from './call-view'
import styles from './demo-page.module.css'
import { LeaseBars } from './lease-bars'
import { Outputs } from './outputs'
import { useCallState } from './use-busy'

/** The last call as it happens: its phases, what it gives, and why it failed. What was streamed before a failure stays. */
export function ResultPanel({ spec, call }: { spec: InterfaceSpec | undefined; call: Call | undefined }) {
  const state = useCallState(call)
  const now = useNow(isMoving(state))
  const view = viewCall(state, now)
  return (
    <Panel aria-label="Result" className={styles.result ?? ''} data-phase={view.phase}>
      <div className={styles.resultHead}>
        <h2 className={styles.small}>Result</h2>
        {state !== undefined && <Tag tone={view.tone}>{view.text}</Tag>}
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
          <LeaseBars leases={state.leases} now={now} />
          {state.progress !== undefined && state.phase === 'working' && (
            <div className={styles.progress}>
              <span className={styles.bootLine}>
                <span>{state.progress.text}</span>
                <span className="num">{Math.round(state.progress.fraction * 100)} %</span>
              </span>
              <Bar tone="leased" fraction={state.progress.fraction} soft />
            </div>
          )}
          {state.error !== undefined && <ErrorCard error={state.error} />}
          {spec !== undefined && state.outputs !== undefined && (
            <Outputs specs={spec.outputs} values={state.outputs} partial={state.phase === 'failed'} />
          )}
        </>
      )}
    </Panel>
  )
}
