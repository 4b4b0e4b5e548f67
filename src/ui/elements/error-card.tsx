import type { ReactNode } from 'react'
import { errorTitle, type WireError } from '../../host/types'
import styles from './error-card.module.css'
import { Stack } from './stack'

/** A named failure: what it is, the numbers, the way out, and the stack for those who wrote the handler. */
export function ErrorCard({ error, children }: { error: WireError; children?: ReactNode }) {
  const own = error.code === 'Cancelled'
  return (
    <div className={`${styles.card} ${own ? styles.own : ''}`} role="alert" data-code={error.code}>
      <div className={styles.head}>
        <strong>{errorTitle(error.code)}</strong>
        <code className={styles.code}>{error.code}</code>
      </div>
      <p className={styles.message}>{error.message}</p>
      <p className={styles.wayOut}>{error.wayOut}</p>
      {!own && <Stack stack={error.stack} message={error.message} />}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  )
}
