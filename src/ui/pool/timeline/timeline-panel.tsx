import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../elements/button'
import { ErrorCard } from '../../elements/error-card'
import { Panel } from '../../elements/panel'
import { saveFile } from '../../elements/save-file'
import { useDemoName, useRooms } from '../../host-context'
import { useHistoryOf } from '../leases/use-history'
import { beginOf, SPANS } from '../spans'
import { LeaseDetails } from './lease-details'
import { partsFrom, readProfiles } from './profiled'
import { createTimeline } from './timeline'
import { TimelineCanvas } from './timeline-canvas'
import styles from './timeline-panel.module.css'
import { traceOf } from './trace'

/** Who had the GPU when: every lease of every tab, as in a trace viewer. */
export function TimelinePanel({ slots }: { slots: number }) {
  const [timeline] = useState(() => createTimeline())
  const since = useMemo(() => beginOf(SPANS[1], Date.now()), [])
  const spans = useHistoryOf(since, (history) => history.spans)
  const left = useHistoryOf(since, (history) => history.left)
  const error = useHistoryOf(since, (history) => history.error)
  const grouping = useStore(timeline.state, (state) => state.grouping)
  const live = useStore(timeline.state, (state) => state.view.live)
  const nameOf = useDemoName()
  const { host } = useRooms()

  async function save(): Promise<void> {
    // Where the code of the demos cannot be fetched, none of them ran here.
    const profiles = await readProfiles(host).catch(() => [])
    const trace = traceOf(spans, {
      slots,
      now: Date.now(),
      title: (demo) => nameOf(demo).title,
      partsOf: partsFrom(profiles, performance.timeOrigin),
    })
    const day = new Date().toISOString().slice(0, 10)
    saveFile(new Blob([JSON.stringify(trace)], { type: 'application/json' }), `sublet-trace-${day}.json`)
  }

  return (
    <Panel aria-labelledby="pool-timeline" className={styles.panel ?? ''}>
      <div className={styles.head}>
        <h2 id="pool-timeline">Timeline</h2>
        <ul className={styles.legend} aria-label="Colours">
          <Key tone="queued">waits</Key>
          <Key tone="warm">attaches</Key>
          <Key tone="leased">runs</Key>
          <Key tone="bad">failed, overran or lost</Key>
          <Key tone="cool">cancelled</Key>
        </ul>
        <div className={styles.tools} role="toolbar" aria-label="Timeline">
          <Button look="quiet" aria-pressed={grouping === 'demo'} onClick={() => timeline.group('demo')}>
            By demo
          </Button>
          <Button look="quiet" aria-pressed={grouping === 'slot'} onClick={() => timeline.group('slot')}>
            By slot
          </Button>
          <Button look="quiet" aria-label="Zoom out" onClick={() => timeline.zoom(1 / 1.5)}>
            −
          </Button>
          <Button look="quiet" aria-label="Zoom in" onClick={() => timeline.zoom(1.5)}>
            +
          </Button>
          <Button look="quiet" onClick={timeline.fit}>
            Fit
          </Button>
          <Button look="quiet" aria-pressed={live} onClick={timeline.live}>
            Live
          </Button>
          <Button look="quiet" disabled={spans.length === 0} onClick={() => void save()}>
            Save trace
          </Button>
        </div>
      </div>
      {error !== undefined && <ErrorCard error={error} />}
      <TimelineCanvas timeline={timeline} spans={spans} slots={slots} />
      <LeaseDetails timeline={timeline} spans={spans} />
      <p className={styles.hint}>
        Drag or arrow keys move, <kbd>+</kbd> <kbd>−</kbd>, a pinch or Ctrl with the wheel zooms, <kbd>0</kbd>{' '}
        fits, <kbd>Home</kbd> is the first lease, <kbd>End</kbd> is now, <kbd>↑</kbd> <kbd>↓</kbd> go from
        lease to lease. The last 7 days{left > 0 && `, without the ${left} oldest leases of them`}. Saved
        traces open in Perfetto and chrome://tracing.
      </p>
    </Panel>
  )
}

function Key({ tone, children }: { tone: 'queued' | 'warm' | 'leased' | 'bad' | 'cool'; children: string }) {
  return (
    <li>
      <i className={styles[tone]} aria-hidden="true" />
      {children}
    </li>
  )
}
