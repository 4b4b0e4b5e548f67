import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { ErrorCard } from '../elements/error-card'
import { useRooms } from '../host-context'
import { useDemosOpened } from '../tabs/use-demos-opened'
import { toasts } from '../toasts/toasts'
import { Header } from './header'
import { PoolStrip } from './pool-strip'
import styles from './shell.module.css'

/** A new version comes seldom, and a browser without WebGPU, too. */
const UpdateNotice = lazy(async () => ({ default: (await import('./update-notice')).UpdateNotice }))
const UnsupportedNotice = lazy(async () => ({
  default: (await import('./unsupported-notice')).UnsupportedNotice,
}))

const TabStrip = lazy(async () => (await import('../tabs/late')).tabStrip())
const Toaster = lazy(async () => (await import('../tabs/late')).toaster())

/**
 * What is always there: the header, what is wrong with this browser or this pool, the page, the pool strip. Tabs come
 * with the first demo that is opened, toasts with the first that is shown.
 * @param demos the pages of demos
 */
export function Shell({ demos, children }: { demos: ReactNode; children: ReactNode }) {
  const { host, offline, pool } = useRooms()
  const { support } = host
  const { update } = useStore(offline)
  const error = useStore(pool, (state) => state.error)
  const { strip, pages } = useDemosOpened()
  return (
    <div className={styles.shell}>
      <div className={styles.top}>
        <Header />
        {strip && (
          <Suspense>
            <TabStrip />
          </Suspense>
        )}
      </div>
      <main className={styles.main}>
        {update !== undefined && (
          <Suspense>
            <UpdateNotice onUpdate={update} />
          </Suspense>
        )}
        {!support.ok && (
          <Suspense>
            <UnsupportedNotice missing={support.missing} />
          </Suspense>
        )}
        {error !== undefined && (
          <div className={styles.notice}>
            <ErrorCard error={error} />
          </div>
        )}
        {children}
        {pages && demos}
      </main>
      <PoolStrip />
      <Toasts />
    </div>
  )
}

function Toasts() {
  const any = useStore(toasts).length > 0
  const [wanted, setWanted] = useState(any)
  if (any && !wanted) setWanted(true)
  return (
    wanted && (
      <Suspense>
        <Toaster />
      </Suspense>
    )
  )
}
