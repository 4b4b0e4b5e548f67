import { Bar } from '../elements/bar'
import { formatBytes, formatBytesOf } from '../format/bytes'
import styles from './export.module.css'
import { ExportRefused } from './export-refused'
import type { Writing } from './use-export'

/** How far the zip is, or what came of it. */
export function WritingStatus({ writing }: { writing: Writing }) {
  switch (writing.state) {
    case 'none':
      return null
    case 'writing': {
      const { bytes, total } = writing
      return (
        <div
          className={styles.writing}
          role="progressbar"
          aria-label="Making the zip"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor((100 * bytes) / total)}
        >
          <Bar tone="warm" fraction={bytes / total} />
          <span className="num">{formatBytesOf(bytes, total)}</span>
        </div>
      )
    }
    case 'done':
      return (
        <output className={styles.done}>
          <strong>{writing.name}</strong> is made: <span className="num">{formatBytes(writing.bytes)}</span>.
        </output>
      )
    case 'failed':
      return <ExportRefused error={writing.error} />
  }
}
