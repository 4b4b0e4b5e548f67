import { useStore } from 'zustand'
import type { Session } from '../demo/session'
import { Button } from '../elements/button'
import styles from './api-button.module.css'
import { recorder } from './recorder'

/** Opens the panel; while runs are recorded it says so, in every demo. */
export function ApiButton({ session }: { session: Session }) {
  const { api } = useStore(session.state).panels
  const { recording } = useStore(recorder.state)
  return (
    <Button aria-expanded={api} onClick={() => session.showPanel('api', !api)}>
      {recording && (
        <>
          <span className={styles.dot} aria-hidden="true" />
          <span className="unseen">Recording. </span>
        </>
      )}
      Use via API
    </Button>
  )
}
