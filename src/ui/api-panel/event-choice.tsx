import type { EventSpec } from '../../host/types'
import styles from './api-panel.module.css'

interface Props {
  events: readonly EventSpec[]
  event: number
  onEvent(event: number): void
}

/** Of Blocks: which of its events the code calls. */
export function EventChoice({ events, event, onEvent }: Props) {
  return (
    <label className={styles.length}>
      Event
      <select className="num" value={event} onChange={({ target }) => onEvent(Number(target.value))}>
        {events.map(({ name }, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an event is its number
          <option key={number} value={number}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
