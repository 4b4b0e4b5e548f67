import { useId } from 'react'
import { chargeText } from '../demo/charge'
import { Button } from '../elements/button'
import { Tag } from '../elements/tag'
import { formatSeconds } from '../format/time'
import { formatWhen } from './format-when'
import styles from './history.module.css'
import { outcomeView } from './outcome-view'
import type { RunRecord } from './records'

interface Props {
  record: RunRecord
  now: number
  /** A call is under way: its result would be hidden. */
  busy: boolean
  compared: boolean
  onCompare(on: boolean): void
  /** Absent: it cannot be put back. */
  onRestore?: (() => void) | undefined
  onDelete(): void
}

export function RunRow({ record, now, busy, compared, onCompare, onRestore, onDelete }: Props) {
  const id = useId()
  const { tone, text } = outcomeView(record)
  const when = formatWhen(record.at, now)
  return (
    <li className={styles.row} data-outcome={record.outcome}>
      <input
        id={id}
        type="checkbox"
        aria-label={`Compare the run of ${when}`}
        checked={compared}
        onChange={(event) => onCompare(event.target.checked)}
      />
      <label htmlFor={id} className={styles.facts}>
        <time className="num" dateTime={new Date(record.at).toISOString()}>
          {when}
        </time>
        <Tag tone={tone}>{text}</Tag>
        {record.edited && <Tag tone="queued">edited</Tag>}
        <span className={`${styles.cost} num`}>
          {chargeText(record)} · took {formatSeconds(record.tookMs)}
        </span>
        <span className={styles.summary} title={record.summary}>
          {record.reason === '' ? record.summary : record.reason}
        </span>
        {record.notes.length > 0 && <Tag tone="queued">not whole</Tag>}
      </label>
      <span className={styles.buttons}>
        {onRestore !== undefined && (
          <Button look="quiet" disabled={busy} aria-label={`Restore the run of ${when}`} onClick={onRestore}>
            Restore
          </Button>
        )}
        <Button look="quiet" aria-label={`Delete the run of ${when}`} onClick={onDelete}>
          Delete
        </Button>
      </span>
    </li>
  )
}
