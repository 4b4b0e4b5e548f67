import type { ComponentSpec } from '../../host/types'
import { componentLabel } from '../inputs/component-label'
import { Thumbnail } from '../outputs/gallery/thumbnail'
import { cellText } from './cell-text'
import styles from './examples.module.css'

/** One value of a row: a picture is drawn, all else is told. */
export function ExampleCell({ spec, value }: { spec: ComponentSpec; value: unknown }) {
  const text = cellText(spec, value)
  const name = <span className="unseen">{componentLabel(spec)}: </span>
  if (value instanceof ImageData || (value instanceof Blob && spec.kind === 'image')) {
    return (
      <span className={styles.picture}>
        {name}
        <span className="unseen">{text}</span>
        <Thumbnail picture={value} />
      </span>
    )
  }
  const number = typeof value === 'number'
  return (
    <span className={`${styles.cell} ${number ? 'num' : ''}`} title={text}>
      {name}
      {text}
    </span>
  )
}
