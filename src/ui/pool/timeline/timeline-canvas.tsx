import { useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import { useDemoName } from '../../host-context'
import { useBeat } from '../beat'
import { usePoolPart } from '../use-pool-part'
import { type CanvasLoop, createCanvasLoop } from './canvas-loop'
import { heightOf } from './geometry'
import { listenToGestures } from './gestures'
import type { Lane } from './lanes'
import type { LeaseSpan } from './lease-span'
import type { Palette } from './paint'
import { readPalette } from './palette'
import type { Timeline } from './timeline'
import styles from './timeline-panel.module.css'

interface Props {
  timeline: Timeline
  spans: readonly LeaseSpan[]
  slots: number
}

/** The drawing. What it shows is said by the line below it, and by the tables of the page. */
export function TimelineCanvas({ timeline, spans, slots }: Props) {
  const id = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const board = useRef<HTMLDivElement>(null)
  const colours = useRef<HTMLDivElement>(null)
  const loop = useRef<CanvasLoop>(undefined)
  const moving = usePoolPart(({ pool }) => pool !== undefined && pool.holders.length + pool.queue.length > 0)
  const movingNow = useRef(moving)
  const rows = useStore(timeline.state, (state) => state.lanes.rows)
  const beat = useBeat()
  const nameOf = useDemoName()
  const title = useRef<(lane: Lane) => string>(undefined)
  title.current = ({ kind, id: demo }) => (kind === 'demo' ? nameOf(demo).title : demo)

  useEffect(() => {
    const element = canvas.current
    const probes = colours.current
    if (element === null || probes === null || board.current === null) return
    let palette: Palette | undefined
    const drawing = createCanvasLoop({
      canvas: element,
      timeline,
      palette: () => {
        palette ??= readPalette(probes)
        return palette
      },
      title: (lane) => title.current?.(lane) ?? lane.id,
      moving: () => movingNow.current,
      beat,
    })
    loop.current = drawing
    const recolour = (): void => {
      palette = undefined
      drawing.redraw()
    }
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', recolour)
    // A page may also choose by an attribute of its root.
    const root = new MutationObserver(recolour)
    root.observe(document.documentElement, { attributes: true })
    const stop = listenToGestures(board.current, timeline, drawing.geometryAt)
    return () => {
      stop()
      root.disconnect()
      dark.removeEventListener('change', recolour)
      drawing.close()
    }
  }, [timeline, beat])

  useEffect(() => timeline.show(spans, slots), [timeline, spans, slots])
  useEffect(() => {
    movingNow.current = moving
    loop.current?.redraw()
  }, [moving])

  return (
    <div className={styles.place}>
      <div
        ref={board}
        className={styles.board}
        role="application"
        aria-roledescription="timeline"
        aria-label={`Leases over time: ${spans.length === 0 ? 'none yet' : spans.length}`}
        aria-describedby={`${id}-keys`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application of its own takes keys
        tabIndex={0}
      >
        <canvas ref={canvas} style={{ height: heightOf({ rows }) }} />
      </div>
      <span id={`${id}-keys`} className="unseen">
        Arrow up and down go from lease to lease, left and right move in time, plus and minus zoom, 0 shows
        all.
      </span>
      {spans.length === 0 && <p className={styles.empty}>No lease yet. Run a demo, and it is drawn here.</p>}
      <div ref={colours} hidden>
        {COLOURS.map(([name, value]) => (
          <i key={name} data-colour={name} style={{ color: value }} />
        ))}
      </div>
    </div>
  )
}

const COLOURS = [
  ['leased', 'var(--leased)'],
  ['queued', 'var(--queued)'],
  ['warm', 'var(--warm)'],
  ['cool', 'var(--cool)'],
  ['bad', 'var(--bad)'],
  ['ink', 'var(--ink)'],
  ['faint', 'var(--ink-3)'],
  ['line', 'var(--line)'],
  ['ground', 'var(--raised)'],
  ['onLeased', 'var(--on-leased)'],
] as const satisfies readonly (readonly [keyof Palette, string])[]
