/** The part of time that is seen; milliseconds since the epoch. */
export interface Viewport {
  from: number
  to: number
  /** Its right edge goes with the time. */
  live: boolean
}

/** What there is to see: the first wait, and now. */
export interface Bounds {
  first: number
  now: number
}

const LEAST_MS = 5
/** Right of now while it follows, as a share of what is seen: so that the last bar does not touch the edge. */
const AHEAD = 0.04
export const LIVE_MS = 60_000

/** @param ms how much of the past is seen */
export function follow(now: number, ms = LIVE_MS): Viewport {
  const ahead = ms * AHEAD
  return { from: now - ms + ahead, to: now + ahead, live: true }
}

/** A viewport that follows, at this moment. One that does not stays. */
export function at(view: Viewport, now: number): Viewport {
  return view.live ? follow(now, view.to - view.from) : view
}

/** All that there is. */
export function showAll({ first, now }: Bounds): Viewport {
  return follow(now, Math.max(LIVE_MS / 6, (now - first) / (1 - 2 * AHEAD)))
}

/**
 * @param factor above 1 shows more detail
 * @param anchor the instant that stays where it is; a viewport that follows keeps its right edge
 */
export function zoom(view: Viewport, factor: number, bounds: Bounds, anchor?: number): Viewport {
  const length = view.to - view.from
  const most = Math.max(LIVE_MS, (bounds.now - bounds.first) * 2)
  const next = Math.min(most, Math.max(LEAST_MS, length / factor))
  if (view.live) return follow(bounds.now, next)
  const middle = anchor ?? (view.from + view.to) / 2
  const from = middle - ((middle - view.from) / length) * next
  return held({ from, to: from + next, live: false }, bounds)
}

/** @param ms to the right: later. What is moved back does not follow any more; what reaches now does again. */
export function pan(view: Viewport, ms: number, bounds: Bounds): Viewport {
  return held({ from: view.from + ms, to: view.to + ms, live: false }, bounds)
}

/** The middle is never before the first nor after now, so that nobody is lost in empty time. */
function held(view: Viewport, { first, now }: Bounds): Viewport {
  const length = view.to - view.from
  if (view.from + length * (1 - AHEAD) >= now) return follow(now, length)
  const from = Math.max(view.from, Math.min(first, now) - length / 2)
  return { from, to: from + length, live: false }
}

/** So that it can be seen: moves there if it is outside, and does not zoom unless it is longer than what is seen. */
export function reveal(view: Viewport, span: { from: number; to: number }, bounds: Bounds): Viewport {
  const length = view.to - view.from
  if (span.from >= view.from && span.to <= view.to) return view
  if (view.live && span.to >= bounds.now && span.from >= view.from) return view
  const next = Math.max(length, (span.to - span.from) * 1.2)
  const from = (span.from + span.to) / 2 - next / 2
  return held({ from, to: from + next, live: false }, bounds)
}
