import type { ModelSummary } from '../../host/types'
import { Tag } from '../elements/tag'
import styles from './model-list.module.css'
import { standingOf } from './standing'

export function ModelTags({ model: { at, staged } }: { model: ModelSummary }) {
  const { word, tone } = standingOf(at)
  return (
    <span className={styles.tags}>
      <Tag tone={tone}>{word}</Tag>
      {staged?.inUse === true && <Tag tone="warm">in use</Tag>}
      {staged?.pinned === true && <Tag tone="cool">pinned</Tag>}
    </span>
  )
}
