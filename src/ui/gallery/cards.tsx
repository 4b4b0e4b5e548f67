import type { DemoCard } from '../../host/types'
import { formatBytes } from '../format/bytes'
import { usePool } from '../host-context'
import { standingOf } from '../pool/standing'
import { CardLink } from './card-link'
import styles from './gallery.module.css'

export function Cards({ cards }: { cards: readonly DemoCard[] }) {
  const { pool } = usePool()
  return (
    <ul className={styles.cards} aria-label="Demos">
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
          </li>
        )
      })}
    </ul>
  )
}
