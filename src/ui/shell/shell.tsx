import type { ReactNode } from 'react'
import { ErrorCard } from '../elements/error-card'
import { usePool, useRooms } from '../host-context'
import { Header } from './header'
import { PoolStrip } from './pool-strip'
import styles from './shell.module.css'
import { UnsupportedNotice } from './unsupported-notice'

/** What is always there: the header, what is wrong with this browser or this pool, the page, the pool strip. */
export function Shell({ children }: { children: ReactNode }) {
  const { support } = useRooms().host
  const { error } = usePool()
  return (
    <div className={styles.shell}>
      <Header />
      <main className={styles.main}>
        {!support.ok && <UnsupportedNotice missing={support.missing} />}
        {error !== undefined && (
          <div className={styles.notice}>
            <ErrorCard error={error} />
          </div>
        )}
        {children}
      </main>
      <PoolStrip />
    </div>
  )
}
