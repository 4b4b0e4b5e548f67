import { formatBytes } from '../format/bytes'
import { usePool } from '../host-context'
import { MemoryPanel } from './memory-panel'
import { NowPanel } from './now-panel'
import styles from './pool-page.module.css'
import { QuotaPanel } from './quota-panel'
import { SpendPanel } from './spend-panel'

export function PoolPage() {
  const { pool, receivedAt } = usePool()
  return (
    <>
      <h1>Pool</h1>
      {pool === undefined ? (
        <p className={styles.sub}>Not connected to the pool yet: there is nothing to show.</p>
      ) : (
        <>
          <p className={styles.sub}>
            One GPU for every tab of this site · budget{' '}
            <span className="num">{formatBytes(pool.budgetBytes)}</span>,{' '}
            <span className="num">{pool.slots}</span> slots · a <span className="num">large</span> lease takes
            one, an <span className="num">xlarge</span> lease takes all
          </p>
          <div className={styles.grid}>
            <NowPanel pool={pool} receivedAt={receivedAt} />
            <MemoryPanel pool={pool} />
            <QuotaPanel quota={pool.quota} receivedAt={receivedAt} />
          </div>
          <SpendPanel pool={pool} />
        </>
      )}
    </>
  )
}
