import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { isVisible } from '../../host/endpoints'
import { Button } from '../elements/button'
import { Panel } from '../elements/panel'
import { useRooms } from '../host-context'
import { Field } from '../inputs/field'
import { AsksLine } from './asks-line'
import { BootStatus } from './boot-status'
import styles from './demo-page.module.css'
import { draftKey } from './form'
import { fieldId, pressRun } from './press-run'
import type { Session } from './session'
import { useBusy } from './use-busy'

/** Few demos have examples. */
const ExamplesView = lazy(async () => ({
  default: (await import('../examples/examples-view')).ExamplesView,
}))

export function InputPanel({ session }: { session: Session }) {
  const { support } = useRooms().host
  const { at, spec, pastRuns } = useStore(session.demo.state)
  const { drafts, tried, call, fillings } = useStore(session.state)
  const busy = useBusy(call)
  return (
    <Panel aria-label="Inputs" className={styles.inputs ?? ''}>
      {spec !== undefined && (
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            pressRun(session)
          }}
        >
          <div className={styles.fields}>
            {spec.inputs.map(
              (input, index) =>
                isVisible(input) && (
                  <Field
                    key={`${fillings} ${draftKey(input, index)}`}
                    id={fieldId(session, index)}
                    spec={input}
                    draft={drafts[draftKey(input, index)]}
                    tried={tried}
                    onDraft={(draft) => session.draft(index, draft)}
                  />
                ),
            )}
          </div>
          {!spec.inputs.some(isVisible) && <p className={styles.quiet}>This demo takes no input.</p>}
          {spec.live && <p className={styles.quiet}>It runs by itself when an input changes.</p>}
          <AsksLine card={session.demo.card} spec={spec} pastRuns={pastRuns} />
          <div className={styles.buttons}>
            <Button type="submit" look="go" disabled={busy || at.phase === 'failed'}>
              Run
            </Button>
            <Button disabled={!busy} onClick={session.stop}>
              Stop
            </Button>
            <span className={styles.grow} />
            <kbd className={styles.kbd} title="Runs from anywhere on this page">
              Ctrl ⏎
            </kbd>
          </div>
        </form>
      )}
      {spec?.exampleRows !== undefined && spec.exampleRows.length > 0 && support.ok && (
        <Suspense>
          <ExamplesView session={session} spec={spec} rows={spec.exampleRows} />
        </Suspense>
      )}
      {support.ok ? (
        <BootStatus at={at} onRetry={session.open} />
      ) : (
        <p className={styles.quiet}>This demo cannot be run in this browser.</p>
      )}
    </Panel>
  )
}
