import { Bar } from '../elements/bar'
import { formatBytesOf } from '../format/bytes'
import { formatSeconds } from '../format/time'
import { useDemoName } from '../host-context'
import { attached, countDown } from '../pool/countdown'
import type { SlotView } from '../pool/slots'
import styles from './pool-strip.module.css'

/** One slot of the strip: free, attaching, or running with its budget counting down. */
export function StripSlot({ slot, elapsedMs }: { slot: SlotView; elapsedMs: number }) {
  const nameOf = useDemoName()
  if (slot.holder === undefined) {
    return (
      <span className={`${styles.item} ${styles.quiet}`} data-slot="free">
        <span className={`${styles.dot} ${styles.free}`} aria-hidden="true" />
        free
      </span>
    )
  }
  const { holder, whole } = slot
  const running = holder.state === 'running'
  const { leftMs, used } = countDown(holder, elapsedMs)
  return (
    <span className={styles.item} data-slot={holder.state} data-demo={holder.demo}>
      <span className={`${styles.dot} ${running ? styles.leased : styles.warm}`} aria-hidden="true" />
      <span className={styles.name}>{nameOf(holder.demo).title}</span>
      {whole && <span className={styles.quiet}>whole pool</span>}
      <span className={styles.mini}>
        {running ? (
          <Bar tone="leased" fraction={1 - used} />
        ) : (
          <Bar tone="warm" fraction={attached(holder)} busy={holder.total === 0} />
        )}
      </span>
      <span className="num">
        {running
          ? formatSeconds(leftMs)
          : holder.total > 0
            ? formatBytesOf(holder.loaded, holder.total)
            : 'attaching'}
      </span>
    </span>
  )
}
