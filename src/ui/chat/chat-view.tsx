import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import type { InterfaceSpec } from '../../host/types'
import { BootStatus } from '../demo/boot-status'
import { isMoving, viewCall } from '../demo/call-view'
import { type Collected, draftKey } from '../demo/form'
import { fieldId } from '../demo/press-run'
import type { Session } from '../demo/session'
import { useCallState } from '../demo/use-busy'
import { useRunKey } from '../demo/use-run-key'
import { Button } from '../elements/button'
import { Panel } from '../elements/panel'
import { Tag } from '../elements/tag'
import { useNow } from '../format/use-now'
import { draftText } from '../inputs/draft-text'
import { CallPanel } from './call-panel'
import styles from './chat.module.css'
import { Composer } from './composer'
import { conversationOf, MESSAGE, transcript } from './conversation'
import { Ending } from './ending'
import { Examples } from './examples'
import { Settings } from './settings'
import { Transcript } from './transcript'

/** Where there is room beside the conversation, the settings are open from the start. */
const WIDE = '(min-width: 901px)'

/** A demo that converses: what was said, the message box, and beside them the settings and the GPU time. */
export function ChatView({ session, spec }: { session: Session; spec: InterfaceSpec }) {
  const { at, pastRuns } = useStore(session.demo.state)
  const { drafts } = useStore(session.state)
  const conversation = conversationOf(session)
  const { asked, call } = useStore(conversation.state)
  const state = useCallState(call)
  const now = useNow(isMoving(state))
  const [open, setOpen] = useState(() => matchMedia(WIDE).matches)
  const box = useRef<HTMLTextAreaElement>(null)
  const messages = useMemo(() => transcript(asked, state?.outputs), [asked, state?.outputs])

  const view = viewCall(state, now)
  const busy = state?.phase === 'waiting' || state?.phase === 'working'
  const message = spec.inputs[MESSAGE]
  const still = busy || messages.length === 0

  /** Takes the visitor to the setting that stands in the way, else to the message box: the button may be disabled now. */
  const then = (collected?: Collected) => {
    if (collected?.ok !== false) return box.current?.focus()
    flushSync(() => setOpen(true))
    document.getElementById(fieldId(session, collected.index))?.focus()
  }
  const thenFocus = (act: () => void) => () => {
    act()
    then()
  }
  useRunKey(() => then(conversation.send()))

  return (
    <>
      <Panel aria-label="Chat" className={styles.chat ?? ''} data-phase={view.phase}>
        <div className={styles.head}>
          {state === undefined ? <span /> : <Tag tone={view.tone}>{view.text}</Tag>}
          <div className={styles.edits}>
            <Button look="quiet" disabled={still} onClick={() => then(conversation.retry())}>
              Retry
            </Button>
            <Button look="quiet" disabled={still} onClick={thenFocus(conversation.undo)}>
              Undo
            </Button>
            <Button look="quiet" disabled={still} onClick={thenFocus(conversation.clear)}>
              Clear
            </Button>
          </div>
        </div>
        <output className="unseen">{view.said}</output>
        <Transcript label="Conversation" messages={messages} writing={busy}>
          <Examples
            examples={spec.examples ?? []}
            disabled={busy || at.phase === 'failed'}
            onPick={(example) => then(conversation.send(example))}
          />
        </Transcript>
        {state !== undefined && <Ending call={state} />}
        <BootStatus at={at} onRetry={session.open} />
        <Composer
          box={box}
          text={message === undefined ? '' : draftText(message, drafts[draftKey(message, MESSAGE)])}
          placeholder={message?.kind === 'textbox' ? message.placeholder : undefined}
          busy={busy}
          disabled={at.phase === 'failed'}
          onText={(text) => session.draft(MESSAGE, text)}
          onSend={() => then(conversation.send())}
          onStop={thenFocus(session.stop)}
        />
      </Panel>
      <div className={styles.side}>
        <Settings session={session} inputs={spec.inputs} open={open} onOpen={setOpen} />
        <CallPanel session={session} spec={spec} call={state} pastRuns={pastRuns} now={now} />
      </div>
    </>
  )
}
