import { hiddenTextLines } from '../../host/share/hidden-text'
import callout from '../elements/callout.module.css'
import type { ShownFile } from './files-panel'
import styles from './share.module.css'

/** More than anybody looks up. */
const MOST_LINES = 8

/** That code may not be what it looks like. Shows nothing where it is. */
export function HiddenText({ files }: { files: readonly ShownFile[] }) {
  const found = files.flatMap(({ path, text }) => hiddenTextLines(text).map((line) => `${path}:${line}`))
  if (found.length === 0) return null
  const more = found.length - MOST_LINES
  return (
    <p className={`${callout.warn} ${styles.warning}`} role="alert">
      <b>Hidden text.</b> Invisible characters, or code far to the right, make it look like what it is not:{' '}
      <code>{found.slice(0, MOST_LINES).join(', ')}</code>
      {more > 0 && ` and ${more} more`}.
    </p>
  )
}
