import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import type { InterfaceSpec } from '../../host/types'
import blocks from '../blocks/blocks.module.css'
import chat from '../chat/chat.module.css'
import { isChat } from '../chat/messages'
import { Panel } from '../elements/panel'
import { useRooms } from '../host-context'
import styles from './demo-page.module.css'
import { FormView } from './form-view'
import type { Session } from './session'

/** Most demos have a form. */
const ChatView = lazy(async () => ({ default: (await import('../chat/chat-view')).ChatView }))
const BlocksView = lazy(async () => ({ default: (await import('../blocks/blocks-view')).BlocksView }))

interface Props {
  session: Session
  editing: boolean
  /** What stands beside or below. */
  children?: ReactNode
}

/**
 * What goes into a demo and what comes out: a form beside its result, a conversation, or a page of its own. Boots the demo.
 */
export function DemoBody({ session, editing, children }: Props) {
  const { support } = useRooms().host
  const { spec } = useStore(session.demo.state)
  const page = pageOf(spec)

  useEffect(() => {
    if (support.ok) session.open()
  }, [session, support])

  return (
    <div className={`${page.whole} ${editing ? page.editing : ''}`}>
      <View session={session} spec={spec} />
      {children}
    </div>
  )
}

function View({ session, spec }: { session: Session; spec: InterfaceSpec | undefined }) {
  if (spec?.blocks !== undefined) {
    return (
      <Suspense fallback={<div className={styles.waiting} />}>
        <BlocksView session={session} whole={spec} spec={spec.blocks} />
      </Suspense>
    )
  }
  if (spec === undefined || !isChat(spec)) return <FormView session={session} />
  return (
    <Suspense fallback={<Panel aria-busy className={chat.chat ?? ''} />}>
      <ChatView session={session} spec={spec} />
    </Suspense>
  )
}

function pageOf(spec: InterfaceSpec | undefined): {
  whole?: string | undefined
  editing?: string | undefined
} {
  if (spec?.blocks !== undefined) return { whole: blocks.page, editing: blocks.editing }
  if (spec !== undefined && isChat(spec)) return { whole: chat.page, editing: chat.editing }
  return { whole: styles.split, editing: styles.editing }
}
