import { Bar } from '../elements/bar'
import { Button } from '../elements/button'
import { Tag } from '../elements/tag'
import { formatBytesOf } from '../format/bytes'
import { formatDeclared, formatSeconds } from '../format/time'
import { useDemoName, useRooms } from '../host-context'
import { useBeatTime } from './beat'
import { attached, countDown } from './countdown'
import styles from './now-panel.module.css'
import type { SlotView } from './slots'
import { Ticking } from './ticking'

interface Props {
  slot: SlotView
  number: number
  /** `performance.now()` when what it says held. */
  receivedAt: number
}

export function SlotCard({ slot, number, receivedAt }: Props) {
  const nameOf = useDemoName()
  const { host } = useRooms()
  const { holder, whole } = slot
  const place = whole ? 'Both slots' : `Slot ${number}`
  if (holder === undefined) {
    return (
      <div className={`${styles.slot} ${styles.free}`}>
        <span className={styles.place}>{place}</span> Free
      </div>
    )
  }
  const { emoji, title } = nameOf(holder.demo)
  const running = holder.state === 'running'
  const call = host.callOf(holder)
  return (
    <div
      className={`${styles.slot} ${running ? styles.running : styles.attaching} ${whole ? styles.whole : ''}`}
      data-demo={holder.demo}
    >
      <div className={styles.row}>
        <span className={styles.place}>{place}</span>
        <span className={styles.where}>{call === undefined ? 'in another tab' : 'in this tab'}</span>
      </div>
      <div className={styles.row}>
        <b className={styles.name}>
          {emoji} {title} <span className={`num ${styles.fn}`}>{holder.fn}()</span>
        </b>
        {call !== undefined && (
          <Button look="quiet" aria-label={`Stop ${title}`} onClick={call.cancel}>
            Stop
          </Button>
        )}
      </div>
      {running ? <Running holder={holder} receivedAt={receivedAt} /> : <Attaching holder={holder} />}
    </div>
  )
}

type Held = Extract<SlotView, { holder: object }>['holder']

function Running({ holder, receivedAt }: { holder: Held; receivedAt: number }) {
  return (
    <>
      <Left holder={holder} receivedAt={receivedAt} />
      <div className={styles.row}>
        <Tag tone="leased">runs · {holder.size}</Tag>
        <span className={`num ${styles.left}`}>
          <Ticking from={receivedAt} text={(elapsed) => formatSeconds(countDown(holder, elapsed).leftMs)} />{' '}
          left of {formatDeclared(holder.seconds)}
        </span>
      </div>
    </>
  )
}

function Left({ holder, receivedAt }: { holder: Held; receivedAt: number }) {
  return <Bar tone="leased" fraction={1 - countDown(holder, useBeatTime(true) - receivedAt).used} />
}

function Attaching({ holder }: { holder: Held }) {
  const { loaded, total, size, seconds } = holder
  return (
    <>
      <Bar tone="warm" fraction={attached(holder)} busy={total === 0} />
      <div className={styles.row}>
        <Tag tone="warm">attaches · {size}</Tag>
        <span className={`num ${styles.left}`}>
          {total > 0 && `${formatBytesOf(loaded, total)}, `}then {formatDeclared(seconds)}
        </span>
      </div>
    </>
  )
}
