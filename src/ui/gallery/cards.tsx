import type { ReactNode } from 'react'
import type { DemoCard } from '../../host/types'
import { formatBytes } from '../format/bytes'
import { usePool } from '../host-context'
import { standingOf } from '../pool/standing'
import { CardLink } from './card-link'
import styles from './gallery.module.css'

interface Props {
  cards: readonly DemoCard[]
  label?: string
  /** Over the card. */
  menu?: (card: DemoCard) => ReactNode
}

export function Cards({ cards, label = 'Demos', menu }: Props) {
  const { pool } = usePool()
  return (
    <ul className={styles.cards} aria-label={label}>
      {cards.map((card) => {
        const standing = pool && standingOf(pool, card.id)
        const held = pool?.residents.reduce((sum, { demo, held }) => (demo === card.id ? sum + held : sum), 0)
        return (
          <li key={card.id}>
            <CardLink
              card={card}
              standing={
                standing && held ? { ...standing, text: `${standing.text} · ${formatBytes(held)}` } : standing
              }
            />
            {menu?.(card)}
          </li>
        )
      })}
    </ul>
  )
}
