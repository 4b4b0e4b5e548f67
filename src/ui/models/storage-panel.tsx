import type { Library } from '../../host/types'
import { Panel } from '../elements/panel'
import { Tag } from '../elements/tag'
import { formatBytes } from '../format/bytes'
import { type StorageView, viewStorage } from './storage'
import styles from './storage-panel.module.css'

/** The room of this site in the browser: how much is used, by what, whether it lasts, and what could go. */
export function StoragePanel({ library }: { library: Library }) {
  const { usedBytes, allowedBytes, modelBytes, spare } = viewStorage(library)
  const { persisted } = library.storage
  const otherBytes = Math.max(0, usedBytes - modelBytes)
  const freeBytes = Math.max(0, allowedBytes - modelBytes - otherBytes)
  return (
    <Panel aria-labelledby="models-storage" className={styles.panel}>
      <div className={styles.meter}>
        <h2 id="models-storage">Storage</h2>
        <p className={styles.figure}>
          <span className="num">{formatBytes(usedBytes)}</span> of{' '}
          <span className="num">{formatBytes(allowedBytes)}</span> that this browser allows
        </p>
        <div className={styles.scale} aria-hidden="true">
          {modelBytes > 0 && <i className={styles.models} style={{ flexGrow: modelBytes }} />}
          {otherBytes > 0 && <i className={styles.other} style={{ flexGrow: otherBytes }} />}
          <i style={{ flexGrow: freeBytes }} />
        </div>
        <p className={styles.key}>
          <span className={styles.models} /> models <span className="num">{formatBytes(modelBytes)}</span>
          <span className={styles.other} /> the rest of this site{' '}
          <span className="num">{formatBytes(otherBytes)}</span>
        </p>
      </div>
      <div className={styles.words}>
        <p>
          <Tag tone={persisted ? 'cool' : 'queued'}>{persisted ? 'kept for good' : 'may be cleared'}</Tag>{' '}
          {persisted
            ? 'The browser has promised not to clear this by itself: models go when you delete them, or to make room for another one.'
            : 'When the disk gets full the browser may clear all of this. It promises not to for sites that are installed, bookmarked or often used; it is asked when a model is added.'}
        </p>
        {library.models.length > 0 && <p>{spareText(spare)}</p>}
      </div>
    </Panel>
  )
}

function spareText({ models, bytes }: StorageView['spare']): string {
  if (models === 0) return 'Nothing would go to make room: each model is pinned, in use or on its way.'
  const of = models === 1 ? '1 model' : `${models} models`
  return `${formatBytes(bytes)} in ${of} could go to make room for another, the least recently used first. Pin what must stay.`
}
