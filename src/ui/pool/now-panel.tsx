import { useMemo } from 'react'
import { Panel } from '../elements/panel'
import { useDemoName } from '../host-context'
import { useHistoryOf } from './leases/use-history'
import styles from './now-panel.module.css'
import { QueueList } from './queue-list'
import { headlineOf } from './reasons'
import { SlotCard } from './slot-card'
import { placedSlots } from './slots'
import { slotsOf } from './timeline/slots-of'
import { usePoolPart } from './use-pool-part'

/** In five seconds: who holds the GPU, who is next, and why. */
export function NowPanel() {
  const nameOf = useDemoName()
  const now = usePoolPart(({ pool, receivedAt }) =>
    pool === undefined
      ? undefined
      : {
          slots: pool.slots,
          holders: pool.holders,
          queue: pool.queue,
          // Durations count from here; while there are none, it is of no matter when the snapshot came.
          receivedAt: pool.holders.length + pool.queue.length > 0 ? receivedAt : 0,
        },
  )
  const spans = useHistoryOf(Number.POSITIVE_INFINITY, (history) => history.spans)
  const slots = now?.slots ?? 0
  // As on the timeline below.
  const places = useMemo(() => slotsOf(spans, slots, Date.now()), [spans, slots])
  if (now === undefined) return null
  const { holders, next } = headlineOf(now, (demo) => nameOf(demo).title)
  return (
    <Panel aria-labelledby="pool-now" className={styles.panel ?? ''}>
      <h2 id="pool-now">Now</h2>
      <p className={styles.headline} role="status">
        {holders}.{' '}
        {next !== undefined && (
          <>
            <b>Next:</b> {next}.
          </>
        )}
      </p>
      <div className={styles.slots}>
        {placedSlots(now, places).map((slot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
          <SlotCard key={index} slot={slot} number={index + 1} receivedAt={now.receivedAt} />
        ))}
      </div>
      <h3 className={styles.title}>
        Queue{now.queue.length > 0 && <span className="num"> · {now.queue.length}</span>}
      </h3>
      {now.queue.length === 0 ? (
        <p className={styles.none}>Nobody waits.</p>
      ) : (
        <QueueList pool={now} receivedAt={now.receivedAt} />
      )}
    </Panel>
  )
}
