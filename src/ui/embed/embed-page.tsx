import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { DemoBody } from '../demo/demo-body'
import type { Session } from '../demo/session'
import { sessionOf } from '../demo/sessions'
import { ErrorCard } from '../elements/error-card'
import { usePool, useRooms } from '../host-context'
import { NotFound } from '../shell/not-found'
import { UnsupportedNotice } from '../shell/unsupported-notice'
import styles from './embed.module.css'
import { EmbedStrip } from './embed-strip'
import { type FrameStorage, storageError } from './frame-storage'
import { StorageCard } from './storage-card'
import { useFrameStorage } from './use-frame-storage'

/** `#/embed/:id`: a demo alone, for the `<iframe>` of another page. */
export function EmbedPage({ id }: { id: string }) {
  const { host } = useRooms()
  const { support } = host
  const { error } = usePool()
  const storage = useFrameStorage()
  const blocked = storage === 'blocked'
  return (
    <div className={styles.page}>
      <main className={styles.main}>
        {!support.ok && <UnsupportedNotice missing={support.missing} />}
        {blocked && <StorageCard id={id} error={storageError(storage)} />}
        {/* Where storage is blocked, that is what it says in other words. */}
        {error !== undefined && !blocked && <ErrorCard error={error} />}
        {storage !== undefined && !blocked && <DemoHere key={id} id={id} storage={storage} />}
      </main>
      <EmbedStrip blocked={blocked} />
    </div>
  )
}

function DemoHere({ id, storage }: { id: string; storage: FrameStorage }) {
  const session = sessionOf(useRooms().host, id)
  if (session === undefined) return <NotFound what={`There is no demo called "${id}" on this site.`} />
  return <Embedded id={id} session={session} storage={storage} />
}

function Embedded({ id, session, storage }: { id: string; session: Session; storage: FrameStorage }) {
  const { card, state } = session.demo
  const { spec, at } = useStore(state)
  const [refused, setRefused] = useState<string>()
  // Kept: without its page the demo is closed, and its error is gone.
  if (refused === undefined && storage === 'partitioned' && at.phase === 'failed') {
    if (at.error.code === 'StorageFull') setRefused(at.error.message)
  }
  if (refused !== undefined) return <StorageCard id={id} error={storageError('partitioned', refused)} />
  return (
    <>
      <div className={styles.head}>
        <h1 className={styles.title}>
          <span aria-hidden="true">{card.emoji}</span> {spec?.title ?? card.title}
        </h1>
        <Home id={id}>on Sublet</Home>
      </div>
      <DemoBody session={session} editing={false} />
    </>
  )
}

/** A page of its own: inside the frame there is no way back. */
function Home({ id, children }: { id: string; children: ReactNode }) {
  return (
    <a className={styles.home} href={`#/d/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}
