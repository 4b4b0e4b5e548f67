import { lazy, Suspense, useEffect, useState } from 'react'
import { afterIdle } from '../../host/after-idle'
import { formatBytes } from '../format/bytes'
import { usePool, useRooms } from '../host-context'
import { viewMemory } from '../pool/memory'
import { Cards } from './cards'
import styles from './gallery.module.css'
import { OfflineLine } from './offline-line'
import { residentDemos } from './resident-demos'

/** The cards are there without it. */
const Finder = lazy(async () => ({ default: (await import('./finder')).Finder }))

/** What the page has of own demos comes when it is up. */
let ownParts: typeof import('../own-demos/own-parts') | undefined

export function Gallery() {
  const { cards, support } = useRooms().host
  const [own, setOwn] = useState(ownParts)
  useEffect(() => {
    const load = async () => {
      ownParts = await import('../own-demos/own-parts')
      setOwn(ownParts)
    }
    if (support.ok) afterIdle(() => void load().catch(reportError))
  }, [support])
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
        <div className={styles.actions}>{own && <own.OwnActions />}</div>
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
          <Finder cards={cards} Own={own?.OwnSection} />
        </Suspense>
      )}
      <OfflineLine />
    </>
  )
}
