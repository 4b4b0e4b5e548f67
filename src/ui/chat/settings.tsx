import { useStore } from 'zustand'
import { isVisible } from '../../host/endpoints'
import type { ComponentSpec } from '../../host/types'
import demo from '../demo/demo-page.module.css'
import { draftKey } from '../demo/form'
import { fieldId } from '../demo/press-run'
import type { Session } from '../demo/session'
import { Panel } from '../elements/panel'
import { Field } from '../inputs/field'
import styles from './chat.module.css'
import { SETTINGS } from './conversation'

interface Props {
  session: Session
  inputs: readonly ComponentSpec[]
  open: boolean
  onOpen(open: boolean): void
}

/** What a demo asks for besides the message. It can be folded away. */
export function Settings({ session, inputs, open, onOpen }: Props) {
  const { drafts, tried } = useStore(session.state)
  if (!inputs.slice(SETTINGS).some(isVisible)) return null
  return (
    <Panel aria-label="Settings">
      <details open={open} onToggle={(event) => onOpen(event.currentTarget.open)}>
        <summary className={styles.fold}>Settings</summary>
        <div className={`${demo.fields} ${styles.settings}`}>
          {inputs.map(
            (input, index) =>
              index >= SETTINGS &&
              isVisible(input) && (
                <Field
                  key={draftKey(input, index)}
                  id={fieldId(session, index)}
                  spec={input}
                  draft={drafts[draftKey(input, index)]}
                  tried={tried}
                  onDraft={(draft) => session.draft(index, draft)}
                />
              ),
          )}
        </div>
      </details>
    </Panel>
  )
}
