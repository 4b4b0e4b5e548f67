import type { PoolSnapshot } from '../../host/types'
import { Bar } from '../elements/bar'
import { Tag } from '../elements/tag'
import { formatBytes } from '../format/bytes'
import { formatClock } from '../format/time'
import { usePool, useRooms } from '../host-context'
import { useBeatTime } from '../pool/beat'
import { viewMemory } from '../pool/memory'
import { slotViews } from '../pool/slots'
import styles from './pool-strip.module.css'
import { StripSlot } from './strip-slot'

/** The pool in one line, on every page. It carries the last snapshot on by the time since, and knows no more. */
export function PoolStrip() {
  const { support } = useRooms().host
  const { pool, connection, receivedAt } = usePool()
  return (
    <section className={styles.strip} aria-label="Pool">
      {pool !== undefined ? (
        <Filled pool={pool} receivedAt={receivedAt} />
      ) : (
        <span className={styles.quiet}>
          {!support.ok
            ? 'No pool: this browser offers no GPU.'
            : connection === 'refused'
              ? 'Not connected to the pool.'
              : 'Connecting to the pool…'}
        </span>
      )}
    </section>
  )
}

function Filled({ pool, receivedAt }: { pool: PoolSnapshot; receivedAt: number }) {
  const running = pool.holders.some((holder) => holder.state === 'running')
  const elapsedMs = Math.max(0, useBeatTime(running) - receivedAt)
  const memory = viewMemory(pool)
  const waiting = pool.queue.length
  const { limitMs, remainingMs, reservedMs } = pool.quota
  return (
    <>
      {slotViews(pool).map((slot, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
        <StripSlot key={index} slot={slot} elapsedMs={elapsedMs} />
      ))}
      {waiting > 0 && <Tag tone="queued">{waiting} waiting</Tag>}
      <span className={styles.grow} />
      <span className={`${styles.item} ${styles.wide}`}>
        Memory
        <span className={styles.mini}>
          <Bar tone="warm" fraction={memory.heldBytes / memory.budgetBytes} />
        </span>
        <span className="num" title="held on the GPU by all demos, of the pool's budget">
          {formatBytes(memory.heldBytes)} / {formatBytes(memory.budgetBytes)}
        </span>
      </span>
      <span
        className={styles.item}
        title={`GPU time left of ${formatClock(limitMs)}. Calls have reserved ${formatClock(reservedMs)}.`}
      >
        Quota <span className="num">{formatClock(remainingMs)}</span>
      </span>
    </>
  )
}
