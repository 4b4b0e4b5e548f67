import { Bar } from '../elements/bar'
import { Tag } from '../elements/tag'
import { formatBytesOf } from '../format/bytes'
import { formatDeclared, formatSeconds } from '../format/time'
import { useDemoName } from '../host-context'
import { attached, countDown } from './countdown'
import styles from './pool-page.module.css'
import type { SlotView } from './slots'

export function SlotCard({ slot, elapsedMs }: { slot: SlotView; elapsedMs: number }) {
  const nameOf = useDemoName()
  if (slot.holder === undefined) {
    return <div className={`${styles.slot} ${styles.freeSlot}`}>Free</div>
  }
  const { holder } = slot
  const { emoji, title } = nameOf(holder.demo)
  const running = holder.state === 'running'
  const { leftMs, used } = countDown(holder, elapsedMs)
  return (
    <div className={styles.slot} data-demo={holder.demo}>
      <div className={styles.row}>
        <b>
          {emoji} {title} <span className={styles.fn}>{holder.fn}</span>
        </b>
        {running ? (
          <Tag tone="leased">
            {holder.size} · {formatSeconds(leftMs)} left of {formatDeclared(holder.seconds)}
          </Tag>
        ) : (
          <Tag tone="warm">
            attaching{holder.total > 0 && ` · ${formatBytesOf(holder.loaded, holder.total)}`}
          </Tag>
        )}
      </div>
      {running ? (
        <Bar tone="leased" fraction={1 - used} />
      ) : (
        <Bar tone="warm" fraction={attached(holder)} busy={holder.total === 0} />
      )}
    </div>
  )
}
