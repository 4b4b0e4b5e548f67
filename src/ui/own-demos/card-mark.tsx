import { Tag } from '../elements/tag'
import styles from './own-mark.module.css'

/** Over the card of a demo that is somebody else's. */
export function CardMark() {
  return (
    <span className={styles.over}>
      <Tag tone="queued">somebody else’s</Tag>
    </span>
  )
}
