import { useEffect, useState } from 'react'
import { draftStore } from '../../editor/drafts/bind-project'
import { sameFiles } from '../../editor/drafts/same-files'
import { ago } from '../../editor/drafts/when'
import type { Own } from '../../host/types'
import { Tag } from '../elements/tag'
import { useRooms } from '../host-context'
import type { Session } from './session'
import { asWritten } from './written'

/** That the editor holds something else than the demo beside it, which runs as it comes. Shown while neither is edited. */
export function DraftMark({ session }: { session: Session }) {
  const { own } = useRooms().host
  const [at, setAt] = useState<number>()

  useEffect(() => {
    let gone = false
    draftOf(session, own).then((found) => {
      if (!gone) setAt(found)
    }, reportError)
    return () => {
      gone = true
    }
  }, [session, own])

  return at === undefined ? null : <Tag tone="queued">draft of {ago(at, Date.now())}</Tag>
}

/** When it was kept, in milliseconds since the epoch; undefined: there is none, or it says what the demo says. */
async function draftOf(session: Session, own: Own): Promise<number | undefined> {
  const head = await draftStore.head(session.demo.card.id)
  if (head === undefined || sameFiles(head.files, await asWritten(session, own))) return undefined
  return head.version.at
}
