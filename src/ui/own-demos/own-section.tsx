import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import type { DemoCard } from '../../host/types'
import { ErrorCard } from '../elements/error-card'
import { Cards } from '../gallery/cards'
import { useRooms } from '../host-context'
import { CardMark } from './card-mark'
import styles from './own-demos.module.css'

const OwnMenu = lazy(async () => ({ default: (await import('./own-menu')).OwnMenu }))

/** The visitor's own demos, those of them that are sought; and what is wrong with keeping them. Asks for their list. */
export function OwnSection({ cards }: { cards: readonly DemoCard[] }) {
  const { own } = useRooms().host
  const { problem } = useStore(own.state)
  // What cannot be read is told by the list; code that cannot be fetched is asked for again by whatever needs it.
  useEffect(() => void own.open().catch(() => undefined), [own])
  if (cards.length === 0 && problem === undefined) return null
  return (
    <section className={styles.section} aria-labelledby="own-demos">
      <h2 id="own-demos">Yours</h2>
      {problem !== undefined && <ErrorCard error={{ ...problem, stack: '' }} />}
      {cards.length > 0 && (
        <Cards
          cards={cards}
          label="Yours"
          menu={(card) => (
            <>
              {card.foreign && <CardMark />}
              <Suspense>
                <OwnMenu card={card} />
              </Suspense>
            </>
          )}
        />
      )}
    </section>
  )
}
