import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Grouping, type Lanes, layLanes } from './lanes'
import { endOf, type LeaseSpan } from './lease-span'
import { at, type Bounds, follow, LIVE_MS, pan, reveal, showAll, type Viewport, zoom } from './viewport'

export interface TimelineState {
  grouping: Grouping
  lanes: Lanes
  view: Viewport
  /** `LeaseSpan.key` of what the pointer is on. */
  hovered: string | undefined
  /** Chosen by keyboard or click. */
  selected: string | undefined
}

/** What a visitor does with the timeline; it knows no canvas. */
export interface Timeline {
  readonly state: StoreApi<TimelineState>
  /** What there is to draw. */
  show(spans: readonly LeaseSpan[], slots: number): void
  group(grouping: Grouping): void
  /** @param anchor the instant that stays where it is */
  zoom(factor: number, anchor?: number): void
  /** @param share of what is seen; positive is later */
  pan(share: number): void
  /** All that there is. */
  fit(): void
  /** The last minute, and on with the time. */
  live(): void
  /** Back to the first. */
  start(): void
  hover(key: string | undefined): void
  select(key: string | undefined): void
  /** The lease before or after the one that is selected, in time. */
  step(by: 1 | -1): void
  /** The viewport at this moment. */
  viewAt(now: number): Viewport
}

export function createTimeline(clock: () => number = Date.now): Timeline {
  let spans: readonly LeaseSpan[] = []
  let inTime: readonly LeaseSpan[] = []
  let slots = 1
  const state = createStore<TimelineState>(() => ({
    grouping: 'demo',
    lanes: { lanes: [], strips: [], rows: 0 },
    view: follow(clock()),
    hovered: undefined,
    selected: undefined,
  }))

  function bounds(): Bounds {
    const now = clock()
    return { first: inTime[0]?.queuedAt ?? now - LIVE_MS, now }
  }

  function look(change: (view: Viewport, bounds: Bounds) => Viewport): void {
    const around = bounds()
    state.setState({ view: change(at(state.getState().view, around.now), around) })
  }

  function lay(grouping: Grouping): void {
    state.setState({ grouping, lanes: layLanes(spans, { grouping, slots, now: clock() }) })
  }

  function select(key: string | undefined): void {
    state.setState({ selected: key })
    const span = inTime.find((each) => each.key === key)
    if (span === undefined) return
    look((view, around) => reveal(view, { from: span.queuedAt, to: endOf(span, around.now) }, around))
  }

  return {
    state,
    show(next, count) {
      spans = next
      slots = count
      inTime = next.toSorted((a, b) => a.queuedAt - b.queuedAt)
      lay(state.getState().grouping)
    },
    group: lay,
    zoom: (factor, anchor) => look((view, around) => zoom(view, factor, around, anchor)),
    pan: (share) => look((view, around) => pan(view, share * (view.to - view.from), around)),
    fit: () => look((_, around) => showAll(around)),
    live: () => look((_, { now }) => follow(now)),
    start: () =>
      look((view, around) => {
        const from = around.first - (view.to - view.from) * 0.1
        return pan({ ...view, live: false }, from - view.from, around)
      }),
    hover(hovered) {
      if (hovered !== state.getState().hovered) state.setState({ hovered })
    },
    select,
    step(by) {
      const { selected } = state.getState()
      const index = inTime.findIndex(({ key }) => key === selected)
      const next = index < 0 ? inTime.at(-1) : inTime[index + by]
      if (next !== undefined) select(next.key)
    },
    viewAt: (now) => at(state.getState().view, now),
  }
}
