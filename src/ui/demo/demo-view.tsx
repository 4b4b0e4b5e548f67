import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useRooms } from '../host-context'
import styles from './demo-page.module.css'
import { DemoTitle } from './demo-title'
import { EditorSlot } from './editor-slot'
import { InputPanel } from './input-panel'
import { LogPanel } from './log-panel'
import { ResultPanel } from './result-panel'
import type { Session } from './session'
import { useRunKey } from './use-run-key'

/** One demo: what goes in, what comes out, what it logs, and its handler when that is open. */
export function DemoView({ session }: { session: Session }) {
  const { support } = useRooms().host
  const { spec, log } = useStore(session.demo.state)
  const { call, canvases, editing } = useStore(session.state)

  useEffect(() => {
    if (support.ok) session.open()
  }, [session, support])
  useRunKey(session)

  return (
    <>
      <DemoTitle session={session} />
      <div className={`${styles.split} ${editing ? styles.editing : ''}`}>
        <InputPanel session={session} />
        {support.ok && <ResultPanel key={call?.id ?? 'none'} spec={spec} call={call} canvases={canvases} />}
        {log.length > 0 && <LogPanel log={log} call={call?.id} />}
        {editing && <EditorSlot session={session} />}
      </div>
    </>
  )
}
