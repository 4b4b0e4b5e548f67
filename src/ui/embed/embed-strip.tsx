import { formatClock } from '../format/time'
import { useDemoName, usePool, useRooms } from '../host-context'
import styles from './embed.module.css'

/** The pool in one line that never wraps: who holds it, who waits, what is left. */
export function EmbedStrip({ blocked = false }: { blocked?: boolean }) {
  const { support } = useRooms().host
  const { pool } = usePool()
  const nameOf = useDemoName()
  if (pool === undefined) {
    const none = support.ok ? blocked && 'this frame has no storage' : 'this browser offers no GPU'
    const said = none ? `No pool: ${none}.` : 'Connecting to the pool…'
    return (
      <section className={styles.strip} aria-label="Pool">
        {said}
      </section>
    )
  }
  const [holder, ...others] = pool.holders
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  const waiting = pool.queue.length > 0 ? ` · ${pool.queue.length} waiting` : ''
  return (
    <section className={styles.strip} aria-label="Pool">
      <span
        className={`${styles.dot} ${holder === undefined ? styles.free : styles[holder.state === 'running' ? 'leased' : 'warm']}`}
        aria-hidden="true"
      />
      <span className={styles.who}>
        {holder === undefined ? 'GPU free' : `GPU: ${nameOf(holder.demo).title}${more}`}
        {waiting}
      </span>
      <span className={styles.left}>
        Quota <span className="num">{formatClock(pool.quota.remainingMs)}</span>
      </span>
    </section>
  )
}
