import { lazy, Suspense } from 'react'
import { bringIntoView } from '../elements/bring-into-view'
import { ErrorBoundary } from '../elements/error-boundary'
import { Panel } from '../elements/panel'
import styles from './demo-page.module.css'
import type { Session } from './session'

/** Monaco is megabytes: it is fetched when an editor is first opened. */
const EditorView = lazy(async () => ({ default: (await import('./editor-view')).EditorView }))

interface Props {
  session: Session
  /** Runs the demo once its edited files have booted. */
  again(): void
}

/** On a phone it opens below all else. */
function show(panel: HTMLElement | null): void {
  if (panel !== null) bringIntoView(panel, 'start')
}

export function EditorSlot(props: Props) {
  return (
    <Panel ref={show} flush aria-label="Handler" className={styles.editor ?? ''} data-editor="">
      <ErrorBoundary what="The editor">
        <Suspense fallback={<p className={styles.editorWait}>Loading the editor…</p>}>
          <EditorView {...props} />
        </Suspense>
      </ErrorBoundary>
    </Panel>
  )
}
