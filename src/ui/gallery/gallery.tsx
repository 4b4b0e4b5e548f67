import { lazy, Suspense, useEffect, useState } from 'react'
import { afterIdle } from '../../host/after-idle'
import { formatBytes } from '../format/bytes'
import { usePool, useRooms } from '../host-context'
import { OwnActions } from '../own-demos/own-actions'
import { viewMemory } from '../pool/memory'
import { Cards } from './cards'
import styles from './gallery.module.css'
import { OfflineLine } from './offline-line'
import { residentDemos } from './resident-demos'

/** The cards are there without it. */
const Finder = lazy(async () => ({ default: (await import('./finder')).Finder }))

/** Comes when the page is up, and only where there may be something to show. */
let loaded: typeof import('../own-demos/own-section') | undefined

export function Gallery() {
  const { cards, support, own } = useRooms().host
  const [section, setSection] = useState(loaded)
  useEffect(() => {
    const load = async () => {
      if (!(await own.mayHave())) return
      loaded = await import('../own-demos/own-section')
      setSection(loaded)
    }
    if (support.ok) afterIdle(() => void load().catch(reportError))
  }, [support, own])
  const { pool } = usePool()
  const memory = pool === undefined ? undefined : viewMemory(pool)
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1>Your GPU, lent by the second</h1>
          <p className={styles.sub}>
            Every demo here shares the one GPU of this browser. Idle demos hold none of it.{' '}
            <span className="num">{cards.length}</span> {cards.length === 1 ? 'demo' : 'demos'}
            {pool !== undefined && memory !== undefined && (
              <>
                , <span className="num">{residentDemos(pool)}</span> warm,{' '}
                <span className="num">{formatBytes(memory.heldBytes)}</span> of{' '}
                <span className="num">{formatBytes(memory.budgetBytes)}</span> resident
              </>
            )}
            .
          </p>
        </div>
        <div className={styles.actions}>{support.ok && <OwnActions />}</div>
      </div>
      {cards.length === 0 ? (
        <p className={styles.none}>This site was built without demos: there is nothing to run yet.</p>
      ) : (
        <Suspense
          fallback={
            <>
              <div className={styles.finder} />
              <Cards cards={cards} />
            </>
          }
        >
          <Finder cards={cards} Own={section?.OwnSection} />
        </Suspense>
      )}
      <OfflineLine />
    </>
  )
}
