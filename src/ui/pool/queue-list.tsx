import { useState } from 'react'
import type { PoolSnapshot, Waiter } from '../../host/types'
import { Button } from '../elements/button'
import { Tag } from '../elements/tag'
import { formatDeclared, formatSeconds } from '../format/time'
import { useDemoName, useRooms } from '../host-context'
import styles from './queue-list.module.css'
import { reasonOf } from './reasons'
import { Ticking } from './ticking'

interface Props {
  pool: Pick<PoolSnapshot, 'slots' | 'holders' | 'queue'>
  receivedAt: number
}

/** More than these are shown when they are asked for: a visitor wants to know who is next. */
const SHOWN = 8

/** Who waits, in the order of the scheduler. Nobody can change it: its rules are the same for all. */
export function QueueList({ pool, receivedAt }: Props) {
  const [all, setAll] = useState(false)
  const inOrder = pool.queue.toSorted((a, b) => a.position - b.position)
  return (
    <>
      <ol className={styles.queue} aria-label="Queue">
        {inOrder.slice(0, all ? inOrder.length : SHOWN).map((waiter) => (
          <Place
            key={`${waiter.tab} ${waiter.request}`}
            waiter={waiter}
            receivedAt={receivedAt}
            reason={reasonOf(waiter, pool)}
          />
        ))}
      </ol>
      {inOrder.length > SHOWN && (
        <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `The first ${SHOWN} only` : `Show all ${inOrder.length}`}
        </Button>
      )}
      <p className={styles.rule}>
        Higher tiers go first, then who asks for less, then who has more quota left; and who has waited long
        enough is not passed any more.
      </p>
    </>
  )
}

function Place({ waiter, receivedAt, reason }: { waiter: Waiter; receivedAt: number; reason: string }) {
  const nameOf = useDemoName()
  const { host } = useRooms()
  const { position, demo, fn, size, seconds, waitedMs, etaMs, next } = waiter
  const { emoji, title } = nameOf(demo)
  const call = host.callOf(waiter)
  return (
    <li className={`${styles.place} ${next ? styles.next : ''}`} data-demo={demo} data-position={position}>
      <span className={`num ${styles.position}`}>{position}</span>
      <b className={styles.name}>
        {emoji} {title} <span className={`num ${styles.fn}`}>{fn}()</span>
      </b>
      <dl className={styles.facts}>
        <div>
          <dt>size</dt>
          <dd className="num">{size}</dd>
        </div>
        <div>
          <dt>asks</dt>
          <dd className="num">
            {size === 'xlarge' && '2 × '}
            {formatDeclared(seconds)}
          </dd>
        </div>
        <div>
          <dt>waited</dt>
          <dd className="num">
            <Ticking from={receivedAt} text={(elapsed) => formatSeconds(waitedMs + elapsed)} />
          </dd>
        </div>
        <div>
          <dt>starts in</dt>
          <dd className="num">
            <Ticking
              from={receivedAt}
              active={etaMs !== null}
              text={(elapsed) => (etaMs === null ? '–' : startsIn(etaMs - elapsed))}
            />
          </dd>
        </div>
      </dl>
      <p className={styles.why}>
        {next && <Tag tone="queued">next</Tag>} {reason}
      </p>
      <span className={styles.action}>
        {call === undefined ? (
          <span className={styles.elsewhere}>in another tab</span>
        ) : (
          <Button look="quiet" aria-label={`Cancel ${title}, number ${position}`} onClick={call.cancel}>
            Cancel
          </Button>
        )}
      </span>
    </li>
  )
}

/** From past runs of what goes first: it may well take longer. */
function startsIn(ms: number): string {
  return ms < 100 ? 'any moment' : `~${formatSeconds(ms)}`
}
