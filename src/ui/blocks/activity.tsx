import { useStore } from 'zustand'
import type { Call, EventSpec, InterfaceSpec } from '../../host/types'
import { AsksLine } from '../demo/asks-line'
import { CallProgress } from '../demo/call-progress'
import { isMoving, viewCall } from '../demo/call-view'
import { LeaseBars } from '../demo/lease-bars'
import { PartialNote } from '../demo/partial-note'
import { useBusy, useCallState } from '../demo/use-busy'
import { Button } from '../elements/button'
import { ErrorCard } from '../elements/error-card'
import { Panel } from '../elements/panel'
import { Tag } from '../elements/tag'
import { useNow } from '../format/use-now'
import { ProfileLink } from '../profile/profile-link'
import styles from './blocks.module.css'
import { useBlocksPage } from './page-context'
import { MOST_STEPS } from './plan'

/** What runs, what ran last, and what failed: each event by its name, with its leases and what they cost. */
export function Activity({ whole }: { whole: InterfaceSpec }) {
  const { session, blocks, spec } = useBlocksPage()
  const { pastRuns } = useStore(session.demo.state)
  const { calls, cut } = useStore(blocks.state)
  const newest = [...calls.keys()].at(-1)
  return (
    <Panel aria-label="Activity" className={styles.activity ?? ''}>
      <AsksLine card={session.demo.card} spec={whole} pastRuns={pastRuns} />
      {cut !== undefined && (
        <p className={styles.cut} role="alert">
          Events set each other off {MOST_STEPS} times in a row; <b className="num">{cut}</b> was not run
          again.
        </p>
      )}
      {newest === undefined && (
        <p className={styles.quiet}>
          Nothing has run yet. Until something does, this demo holds none of the GPU.
        </p>
      )}
      {[...calls].toReversed().map(([number, call]) => {
        const event = spec.events[number]
        return event === undefined ? null : (
          <EventLine
            key={call.id}
            event={event}
            call={call}
            newest={number === newest}
            onStop={() => blocks.stop(number)}
          />
        )
      })}
    </Panel>
  )
}

interface Props {
  event: EventSpec
  call: Call
  newest: boolean
  onStop(): void
}

/** Of those that ended well only the newest is shown. */
function EventLine({ event, call, newest, onStop }: Props) {
  const { session } = useBlocksPage()
  const state = useCallState(call)
  const busy = useBusy(call)
  const now = useNow(isMoving(state))
  if (state === undefined || (!busy && !newest && state.error === undefined)) return null
  const view = viewCall(state, now)
  // What happens every second would be read out every second.
  const said = event.trigger.type === 'component' && event.trigger.event === 'tick' ? '' : view.said
  return (
    <section
      className={styles.event}
      aria-label={`Event ${event.name}`}
      data-event={event.name}
      data-phase={view.phase}
    >
      <div className={styles.eventHead}>
        <span className="num">{event.name}</span>
        <Tag tone={view.tone}>{view.text}</Tag>
        <span className={styles.grow} />
        <ProfileLink session={session} leases={state.leases} />
        {busy && (
          <Button look="quiet" aria-label={`Stop ${event.name}`} onClick={onStop}>
            Stop
          </Button>
        )}
      </div>
      <output className="unseen">{said === '' ? '' : `${event.name}: ${said}`}</output>
      {state.leases.length > 0 && <LeaseBars leases={state.leases} earlier={state.earlier} now={now} />}
      <CallProgress call={state} />
      {state.error !== undefined && <ErrorCard error={state.error} />}
      {state.partial && <PartialNote call={state} />}
    </section>
  )
}
