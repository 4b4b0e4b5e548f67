import { lazy, type ReactNode, Suspense } from 'react'
import { useStore } from 'zustand'
import { ErrorCard } from '../elements/error-card'
import { usePool, useRooms } from '../host-context'
import { Header } from './header'
import { PoolStrip } from './pool-strip'
import styles from './shell.module.css'
import { UnsupportedNotice } from './unsupported-notice'

/** A new version comes seldom. */
const UpdateNotice = lazy(async () => ({ default: (await import('./update-notice')).UpdateNotice }))

/** What is always there: the header, what is wrong with this browser or this pool, the page, the pool strip. */
export function Shell({ children }: { children: ReactNode }) {
  const { host, offline } = useRooms()
  const { support } = host
  const { update } = useStore(offline)
  const { error } = usePool()
  return (
    <div className={styles.shell}>
      <Header />
      <main className={styles.main}>
        {update !== undefined && (
          <Suspense>
            <UpdateNotice onUpdate={update} />
          </Suspense>
        )}
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
