import { useStore } from 'zustand'
import { useDemoName } from '../../host-context'
import { useHistoryOf } from '../leases/use-history'
import { describeSpan } from './describe'
import type { LeaseSpan } from './lease-span'
import type { Timeline } from './timeline'
import styles from './timeline-panel.module.css'

/** What the pointer is on, else what was chosen. It does not count: a screen reader would never stop. */
export function LeaseDetails({ timeline, spans }: { timeline: Timeline; spans: readonly LeaseSpan[] }) {
  const nameOf = useDemoName()
  const key = useStore(timeline.state, (state) => state.hovered ?? state.selected)
  const live = useHistoryOf(Number.POSITIVE_INFINITY, ({ seen }) =>
    key === undefined ? undefined : seen.get(key),
  )
  const span = live ?? spans.find((each) => each.key === key)
  return (
    <div className={styles.details} role="status" data-lease={span?.lease}>
      {span === undefined ? (
        <p>Point at a bar, or go through them with ↑ and ↓.</p>
      ) : (
        <>
          <b>
            {nameOf(span.demo).emoji} {nameOf(span.demo).title} <span className="num">{span.fn}()</span>
          </b>
          <dl>
            {describeSpan(span).map(({ name, value, tone }) => (
              <div key={name} data-tone={tone}>
                <dt>{name}</dt>
                <dd className="num">{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}
