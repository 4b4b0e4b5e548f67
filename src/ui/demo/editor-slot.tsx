import { lazy, Suspense, useMemo } from 'react'
import { useStore } from 'zustand'
import { factsOf } from '../../editor/facts-of'
import { ErrorBoundary } from '../elements/error-boundary'
import { Panel } from '../elements/panel'
import { usePool } from '../host-context'
import styles from './demo-page.module.css'
import type { Session } from './session'

/** Monaco is megabytes: it is fetched when an editor is first opened. */
const EditorPane = lazy(async () => ({ default: (await import('../../editor/editor-pane')).EditorPane }))

interface Props {
  session: Session
  /** Runs the demo once its edited handler has booted. */
  again(): void
}

export function EditorSlot({ session, again }: Props) {
  const { at, source, spec, pastSeconds } = useStore(session.demo.state)
  const capSeconds = usePool().pool?.quota.capSeconds
  const facts = useMemo(() => factsOf({ spec, pastSeconds }, capSeconds), [spec, pastSeconds, capSeconds])
  const errors = at.phase === 'failed' ? { errors: at.error } : {}
  const loading = <p className={styles.editorWait}>Loading the editor…</p>
  return (
    <Panel flush aria-label="Handler" className={styles.editor ?? ''} data-editor="">
      <ErrorBoundary what="The editor">
        <Suspense fallback={loading}>
          {source === undefined ? (
            loading
          ) : (
            <EditorPane
              demoId={session.demo.card.id}
              source={source}
              facts={facts}
              onRun={(handler) => session.edit(handler, again)}
              onClose={() => session.showEditor(false)}
              {...errors}
            />
          )}
        </Suspense>
      </ErrorBoundary>
    </Panel>
  )
}
