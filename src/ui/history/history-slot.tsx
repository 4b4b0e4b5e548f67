import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { Session } from '../demo/session'
import { ErrorBoundary } from '../elements/error-boundary'
import { Panel } from '../elements/panel'
import styles from './history.module.css'

const HistoryPanel = lazy(async () => ({ default: (await import('./history-panel')).HistoryPanel }))

/** Folded until someone asks for it; only then is anything loaded or read. */
export function HistorySlot({ session }: { session: Session }) {
  const open = useStore(session.state).panels.history
  return (
    <Panel aria-label="History" className={styles.slot ?? ''}>
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          onClick={() => session.showPanel('history', !open)}
        >
          <span className={open ? styles.down : styles.right} aria-hidden="true" />
          History
        </button>
      </h2>
      {open && (
        <ErrorBoundary what="The history">
          <Suspense>
            <HistoryPanel session={session} />
          </Suspense>
        </ErrorBoundary>
      )}
    </Panel>
  )
}
