import { useStore } from 'zustand'
import type { DemoCard } from '../../host/types'
import { sessionOf } from '../demo/sessions'
import { Tag } from '../elements/tag'
import { useRooms } from '../host-context'
import { ForeignMark } from './foreign-mark'
import { NewerMark } from './newer-mark'
import styles from './own-mark.module.css'

/** That a demo is the visitor's own, and whether what is changed in it is kept. Shows nothing for any other. */
export function OwnMark({ card }: { card: DemoCard }) {
  const { id } = card
  const { host } = useRooms()
  const { cards, own } = host
  const { cards: mine, problem, newer = [] } = useStore(own.state)
  const ships = cards.some((card) => card.id === id)
  if (ships) return null
  const kept = mine.some((card) => card.id === id)
  const behind = newer.includes(id) ? sessionOf(host, id) : undefined
  return (
    <p className={styles.mark}>
      {card.foreign ? (
        <ForeignMark card={card} />
      ) : (
        <>
          <Tag tone="warm">yours</Tag>{' '}
        </>
      )}
      {behind !== undefined && <NewerMark session={behind} />}
      {problem !== undefined ? (
        <span role="alert">
          {problem.message} {problem.wayOut}
        </span>
      ) : kept ? (
        'Kept in this browser; so is an edit, once it runs.'
      ) : (
        'It was deleted in another tab: what is changed here is not kept.'
      )}
    </p>
  )
}
