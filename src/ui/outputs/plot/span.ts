/** From where to where on the x axis is shown. */
export interface Span {
  min: number
  max: number
}

/** How far apart points are at least: the room that a bar has. 1 for a single point. */
export function stepOf(x: readonly number[]): number {
  let step = Number.POSITIVE_INFINITY
  for (let index = 1; index < x.length; index += 1) {
    const between = (x[index] ?? 0) - (x[index - 1] ?? 0)
    if (between > 0 && between < step) step = between
  }
  return Number.isFinite(step) ? step : 1
}

/** All of `x`, with some room at the ends: bars and points are drawn around theirs. */
export function wholeSpan(x: readonly number[], kind: 'line' | 'bar' | 'scatter'): Span {
  const first = x[0] ?? 0
  const last = x.at(-1) ?? 1
  if (kind === 'bar') {
    const room = stepOf(x) / 2
    return { min: first - room, max: last + room }
  }
  if (first === last) return { min: first - 0.5, max: last + 0.5 }
  const room = kind === 'scatter' ? (last - first) / 50 : 0
  return { min: first - room, max: last + room }
}

/** `factor` below 1 shows less, around `at`; undefined when all of `whole` is to be seen again. */
export function zoomed(now: Span, whole: Span, at: number, factor: number): Span | undefined {
  const width = (now.max - now.min) * factor
  const full = whole.max - whole.min
  if (width >= full) return undefined
  // So narrow that numbers end: nothing could be drawn.
  if (width < full / 1e6) return now
  const share = (at - now.min) / (now.max - now.min)
  return inside({ min: at - share * width, max: at + (1 - share) * width }, whole)
}

/** Moved along, at its width, so that `x` is in sight. */
export function containing(now: Span, whole: Span, x: number): Span {
  const by = x < now.min ? x - now.min : x > now.max ? x - now.max : 0
  return by === 0 ? now : inside({ min: now.min + by, max: now.max + by }, whole)
}

function inside({ min, max }: Span, whole: Span): Span {
  const by = Math.max(0, whole.min - min) - Math.max(0, max - whole.max)
  return { min: Math.max(whole.min, min + by), max: Math.min(whole.max, max + by) }
}
