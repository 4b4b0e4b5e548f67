import type { PoolSnapshot } from '../../host/types'
import { Panel } from '../elements/panel'
import { useNow } from '../format/use-now'
import styles from './pool-page.module.css'
import { QueueTable } from './queue-table'
import { SlotCard } from './slot-card'
import { slotViews } from './slots'

export function NowPanel({ pool, receivedAt }: { pool: PoolSnapshot; receivedAt: number }) {
  const moving = pool.queue.length > 0 || pool.holders.some((holder) => holder.state === 'running')
  const elapsedMs = Math.max(0, useNow(moving) - receivedAt)
  return (
    <Panel aria-labelledby="pool-now">
      <h2 id="pool-now">Now</h2>
      {slotViews(pool).map((slot, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
        <SlotCard key={index} slot={slot} elapsedMs={elapsedMs} />
      ))}
      {pool.queue.length === 0 ? (
        <p className={styles.none}>Nobody waits.</p>
      ) : (
        <QueueTable queue={pool.queue} elapsedMs={elapsedMs} />
      )}
    </Panel>
  )
}
