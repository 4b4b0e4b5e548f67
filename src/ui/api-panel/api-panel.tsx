import { useId, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { conversationOf, MESSAGE, transcript } from '../chat/conversation'
import { isChat } from '../chat/messages'
import type { Session } from '../demo/session'
import { useCallState } from '../demo/use-busy'
import { Button } from '../elements/button'
import { Panel } from '../elements/panel'
import { apiInputs, apiOutputs } from './api-inputs'
import styles from './api-panel.module.css'
import { CodeBlock } from './code-block'
import { EmbedSnippet } from './embed-snippet'
import { EventChoice } from './event-choice'
import type { Language } from './helpers'
import { LanguageChoice } from './language-choice'
import { RecorderBox } from './recorder-box'
import { writeCall } from './write-call'

const POOL = `window.sublet.pool() // who holds the GPU, who waits, what is resident
window.sublet.quota().remainingMs // GPU time that is left, in milliseconds
await window.sublet.models() // the models of this browser
`

/** The demo for programs: the call that Run would make now, as code, and the demo as a part of another page. */
export function ApiPanel({ session }: { session: Session }) {
  const id = useId()
  const [language, setLanguage] = useState<Language>('ts')
  const { spec } = useStore(session.demo.state)
  const events = spec?.blocks?.events ?? []
  const [chosen, setChosen] = useState(0)
  // An edit may have taken it away.
  const event = chosen < events.length ? chosen : 0
  const code = useCallCode(session, language, event)
  return (
    <Panel aria-label="Use via API" className={styles.panel ?? ''}>
      <div className={styles.head}>
        <h2>Use via API</h2>
        <Button look="quiet" onClick={() => session.showPanel('api', false)}>
          Close
        </Button>
      </div>
      <section className={styles.part} aria-labelledby={`${id}-call`}>
        <div className={styles.head}>
          <h3 id={`${id}-call`}>This call</h3>
          {events.length > 1 && <EventChoice events={events} event={event} onEvent={setChosen} />}
          <LanguageChoice language={language} onLanguage={setLanguage} />
        </div>
        <p className={styles.quiet}>
          {events.length > 0 ? 'What the event would send now.' : 'What Run would send now.'} It works in
          every script of this page, and as JavaScript in the console; it waits in the same queue and is
          charged as Run is.
        </p>
        {code === undefined ? (
          <p className={styles.quiet}>The call is shown once the handler has started.</p>
        ) : (
          <CodeBlock code={code} what="the call" />
        )}
      </section>
      <section className={styles.part} aria-labelledby={`${id}-pool`}>
        <h3 id={`${id}-pool`}>The pool</h3>
        <CodeBlock code={POOL} what="the pool’s calls" />
      </section>
      <RecorderBox language={language} />
      <EmbedSnippet demo={session.demo.card} />
    </Panel>
  )
}

function useCallCode(session: Session, language: Language, event: number): string | undefined {
  const { spec } = useStore(session.demo.state)
  const { drafts } = useStore(session.state)
  const { asked, call } = useStore(conversationOf(session).state)
  const said = useCallState(call)?.outputs
  // Pictures are fitted for it, which is not to be done again for each frame of a run.
  const inputs = useMemo(() => {
    if (spec === undefined) return
    const given = isChat(spec) ? [session.typed(MESSAGE), transcript(asked, said)] : []
    return apiInputs(spec, drafts, event, given)
  }, [session, spec, drafts, event, asked, said])
  if (spec === undefined || inputs === undefined) return
  const name = spec.blocks?.events[event]?.name
  const asks = { demo: session.demo.card.id, inputs, outputs: apiOutputs(spec, event) }
  return writeCall({ ...asks, ...(name !== undefined && { event: { number: event, name } }) }, language)
}
