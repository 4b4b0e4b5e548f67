import { Link } from 'wouter'
import type { DemoCard } from '../../host/types'
import { Tag } from '../elements/tag'
import type { Standing } from '../pool/standing'
import { cardGround } from './card-ground'
import styles from './gallery.module.css'

export function CardLink({ card, standing }: { card: DemoCard; standing: Standing | undefined }) {
  return (
    <Link className={styles.card} href={`/d/${card.id}`} aria-label={card.title}>
      <div
        className={styles.thumb}
        style={{ background: cardGround(card.colorFrom, card.colorTo) }}
        aria-hidden="true"
      >
        {card.emoji}
      </div>
      <div className={styles.inner}>
        <b>{card.title}</b>
        <p>{card.shortDescription}</p>
        <div className={styles.meta}>
          {standing !== undefined && <Tag tone={standing.tone}>{standing.text}</Tag>}
          {card.network !== undefined && <Tag tone="cool">needs network · {card.network.download}</Tag>}
          {card.tags.slice(0, 3).map((tag) => (
            <span key={tag}>{tag}</span>
          ))}
        </div>
      </div>
    </Link>
  )
}
