import { useState } from 'react'
import { useStore } from 'zustand'
import { LICENCES } from '../../host/exported/format'
import { DemoBody } from '../demo/demo-body'
import { createSession, type Session } from '../demo/session'
import { ErrorBoundary } from '../elements/error-boundary'
import { ErrorCard } from '../elements/error-card'
import { EmbedStrip } from '../embed/embed-strip'
import { useStorageBlocked } from '../embed/use-storage-blocked'
import { usePool, useRooms } from '../host-context'
import { UnsupportedNotice } from '../shell/unsupported-notice'
import styles from './exported-page.module.css'

interface Props {
  id: string
  /** Address of the site that this one was made on, if it has one. */
  madeOn: string | undefined
}

/** A site of one demo: the demo, and what of the pool a visitor has to know. */
export function ExportedPage({ id, madeOn }: Props) {
  const { support, cards, demo } = useRooms().host
  const { error } = usePool()
  const blocked = useStorageBlocked()
  // Nothing is kept of its runs: there is no page to look them up, or to delete them.
  const [session] = useState(() => {
    const found = demo(id)
    return found && createSession(found)
  })
  const card = cards.find((known) => known.id === id)
  return (
    <div className={styles.page}>
      <main className={styles.main}>
        {!support.ok && <UnsupportedNotice missing={support.missing} />}
        {blocked ? <Blocked /> : error !== undefined && <ErrorCard error={error} />}
        {session !== undefined && !blocked ? (
          <ErrorBoundary what="This demo">
            <Whole session={session} />
          </ErrorBoundary>
        ) : (
          <Head emoji={card?.emoji ?? ''} title={card?.title ?? id} about={card?.shortDescription ?? ''} />
        )}
        <p className={styles.made}>
          It computes in this browser, on this computer’s GPU. Made with{' '}
          {madeOn === undefined ? 'Sublet' : <a href={madeOn}>Sublet</a>}. <a href={LICENCES}>Licences</a>
        </p>
      </main>
      <EmbedStrip />
    </div>
  )
}

function Whole({ session }: { session: Session }) {
  const { card, state } = session.demo
  const { spec } = useStore(state)
  const about =
    spec?.description === undefined || spec.description === '' ? card.shortDescription : spec.description
  return (
    <>
      <Head emoji={card.emoji} title={spec?.title ?? card.title} about={about} />
      {card.network !== undefined && (
        <p className={styles.network}>
          The first visit loads {card.network.download} from the Hugging Face hub, once.
        </p>
      )}
      <DemoBody session={session} editing={false} />
    </>
  )
}

function Head({ emoji, title, about }: { emoji: string; title: string; about: string }) {
  return (
    <header className={styles.head}>
      <h1>
        <span aria-hidden="true">{emoji}</span> {title}
      </h1>
      <p>{about}</p>
    </header>
  )
}

function Blocked() {
  return (
    <div className={styles.blocked} role="alert">
      <p>
        <strong>This browser gives frames of other sites no storage.</strong> Without it the demo cannot keep
        its model, nor share the GPU.
      </p>
      <a href={location.href} target="_blank" rel="noreferrer">
        Open the demo by itself
      </a>
    </div>
  )
}
