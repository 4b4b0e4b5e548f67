import { useStore } from 'zustand'
import type { Session, SessionState } from '../demo/session'
import { useCallState } from '../demo/use-busy'
import { type TabState, tabState } from './tab-state'
import styles from './tab-strip.module.css'

const SAID: Record<TabState, string> = {
  running: 'running',
  attaching: 'attaching',
  queued: 'queued',
  working: 'working',
  starting: 'starting',
  warm: 'warm',
  idle: '',
  failed: 'failed',
}

const callOf = ({ call }: SessionState) => call

/** How a demo stands, also while its page is out of view. */
export function StateDot({ session }: { session: Session }) {
  const call = useCallState(useStore(session.state, callOf))
  const state = useStore(session.demo.state, (demo) => tabState(demo, call))
  return (
    <>
      <span className={`${styles.dot} ${styles[state]}`} data-state={state} aria-hidden="true" />
      {SAID[state] !== '' && <span className="unseen">{SAID[state]}</span>}
    </>
  )
}
