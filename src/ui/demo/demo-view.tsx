import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import chat from '../chat/chat.module.css'
import { conversationOf } from '../chat/conversation'
import { isChat } from '../chat/messages'
import { useRooms } from '../host-context'
import styles from './demo-page.module.css'
import { DemoTitle } from './demo-title'
import { EditorSlot } from './editor-slot'
import { FormView } from './form-view'
import { LogPanel } from './log-panel'
import type { Session } from './session'

/** Most demos have a form. */
const ChatView = lazy(async () => ({ default: (await import('../chat/chat-view')).ChatView }))

/** One demo: what goes in, what comes out, what it logs, and its handler when that is open. */
export function DemoView({ session }: { session: Session }) {
  const { support } = useRooms().host
  const { spec, log } = useStore(session.demo.state)
  const { call, editing } = useStore(session.state)
  const talks = spec !== undefined && isChat(spec)
  const page = talks ? chat : styles
  const { again } = conversationOf(session)

  useEffect(() => {
    if (support.ok) session.open()
  }, [session, support])

  return (
    <>
      <DemoTitle session={session} />
      <div className={`${talks ? chat.page : styles.split} ${editing ? page.editing : ''}`}>
        {talks ? (
          <Suspense>
            <ChatView session={session} spec={spec} />
          </Suspense>
        ) : (
          <FormView session={session} />
        )}
        {log.length > 0 && <LogPanel log={log} call={call?.id} />}
        {editing && <EditorSlot session={session} again={again} />}
      </div>
    </>
  )
}
