import { errorTitle, type WireError } from '../../host/types'
import styles from './embed.module.css'

/** In place of a demo that gets no storage here. Its way out is a link: elsewhere there is some. */
export function StorageCard({ id, error }: { id: string; error: WireError }) {
  const { code, message, wayOut } = error
  return (
    <div className={styles.blocked} role="alert" data-code={code}>
      <div className={styles.head}>
        <h1 className={styles.title}>{errorTitle(code)} in this frame</h1>
        <code className={styles.code}>{code}</code>
      </div>
      <p className={styles.reason}>{message}</p>
      <a className={styles.open} href={`#/d/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
        {wayOut}
      </a>
    </div>
  )
}
