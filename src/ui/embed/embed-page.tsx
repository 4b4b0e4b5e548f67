import type { ReactNode } from 'react'
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
import { useStorageBlocked } from './use-storage-blocked'

/** `#/embed/:id`: a demo alone, for the `<iframe>` of another page. */
export function EmbedPage({ id }: { id: string }) {
  const { host } = useRooms()
  const { support } = host
  const { error } = usePool()
  const blocked = useStorageBlocked()
  const session = sessionOf(host, id)
  return (
    <div className={styles.page}>
      <main className={styles.main}>
        {!support.ok && <UnsupportedNotice missing={support.missing} />}
        {blocked && <Blocked id={id} />}
        {/* Where storage is blocked, that is what it says in other words. */}
        {error !== undefined && !blocked && <ErrorCard error={error} />}
        {blocked ? null : session === undefined ? (
          <NotFound what={`There is no demo called "${id}" on this site.`} />
        ) : (
          <Embedded key={id} id={id} session={session} />
        )}
      </main>
      <EmbedStrip />
    </div>
  )
}

function Embedded({ id, session }: { id: string; session: Session }) {
  const { card, state } = session.demo
  const { spec } = useStore(state)
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

function Blocked({ id }: { id: string }) {
  return (
    <div className={styles.blocked} role="alert">
      <h1 className={styles.title}>This browser gives frames of other sites no storage</h1>
      <p>Without it the demo cannot keep its model, nor share the GPU.</p>
      <Home id={id}>Open the demo on Sublet</Home>
    </div>
  )
}
