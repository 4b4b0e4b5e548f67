import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import chat from '../chat/chat.module.css'
import { isChat } from '../chat/messages'
import { useRooms } from '../host-context'
import styles from './demo-page.module.css'
import { FormView } from './form-view'
import type { Session } from './session'

/** Most demos have a form. */
const ChatView = lazy(async () => ({ default: (await import('../chat/chat-view')).ChatView }))

interface Props {
  session: Session
  editing: boolean
  /** What stands beside or below. */
  children?: ReactNode
}

/** What goes into a demo and what comes out: a form beside its result, or a conversation. Boots the demo. */
export function DemoBody({ session, editing, children }: Props) {
  const { support } = useRooms().host
  const { spec } = useStore(session.demo.state)
  const talks = spec !== undefined && isChat(spec)
  const page = talks ? chat : styles

  useEffect(() => {
    if (support.ok) session.open()
  }, [session, support])

  return (
    <div className={`${talks ? chat.page : styles.split} ${editing ? page.editing : ''}`}>
      {talks ? (
        <Suspense>
          <ChatView session={session} spec={spec} />
        </Suspense>
      ) : (
        <FormView session={session} />
      )}
      {children}
    </div>
  )
}
