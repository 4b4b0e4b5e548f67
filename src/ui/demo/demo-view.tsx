import { useStore } from 'zustand'
import { ApiSlot } from '../api-panel/api-slot'
import { conversationOf } from '../chat/conversation'
import { HistorySlot } from '../history/history-slot'
import { useRooms } from '../host-context'
import { DemoBody } from './demo-body'
import { DemoTitle } from './demo-title'
import { EditorSlot } from './editor-slot'
import { LogPanel } from './log-panel'
import { NoAdapterNote } from './no-adapter-note'
import type { Session } from './session'

/** One demo: what goes in, what comes out, what it logs, and its handler when that is open. */
export function DemoView({ session }: { session: Session }) {
  const { support } = useRooms().host
  const { log, spec } = useStore(session.demo.state)
  const { call, editing } = useStore(session.state)
  const again =
    spec?.blocks === undefined ? conversationOf(session).again : () => void runBlocksAgain(session)
  return (
    <>
      <DemoTitle session={session} />
      {support.ok && <NoAdapterNote />}
      <ApiSlot session={session} />
      <DemoBody session={session} editing={editing}>
        {log.length > 0 && <LogPanel log={log} call={call?.id} />}
        {editing && <EditorSlot session={session} again={again} />}
      </DemoBody>
      <HistorySlot session={session} />
    </>
  )
}

/** Its page has loaded this before. */
async function runBlocksAgain(session: Session): Promise<void> {
  const { blocksOf } = await import('../blocks/blocks')
  blocksOf(session).again()
}
