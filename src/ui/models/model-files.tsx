import type { ModelSummary } from '../../host/types'
import { formatBytes } from '../format/bytes'
import styles from './model-list.module.css'

export function ModelFiles({ files }: { files: NonNullable<ModelSummary['staged']>['files'] }) {
  return (
    <ul className={styles.files} aria-label="Files">
      {files.map(({ path, bytes, users }) => (
        <li key={path}>
          <span className={`num ${styles.path}`}>{path}</span>
          {users > 1 && (
            <span className={styles.shared}>
              shared with {users - 1} other {users === 2 ? 'model' : 'models'}
            </span>
          )}
          <span className="num">{formatBytes(bytes)}</span>
        </li>
      ))}
    </ul>
  )
}
