import { useEffect } from 'react'
import { useStore } from 'zustand'
import { tellFiles } from '../../editor/own-files'
import type { DemoCard } from '../../host/types'
import { Tag } from '../elements/tag'
import { useRooms } from '../host-context'
import styles from './own-mark.module.css'

/** That a demo is the visitor's own, and whether what is changed in it is kept. Shows nothing for any other. */
export function OwnMark({ card: { id } }: { card: DemoCard }) {
  const { cards, own } = useRooms().host
  const { cards: mine, problem } = useStore(own.state)
  const ships = cards.some((card) => card.id === id)
  // The editor wants the types of what the handler imports.
  useEffect(() => {
    if (!ships) tellFiles(id, async () => (await (await own.open()).read(id)).files)
  }, [id, own, ships])
  if (ships) return null
  const kept = mine.some((card) => card.id === id)
  return (
    <p className={styles.mark}>
      <Tag tone="warm">yours</Tag>{' '}
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
