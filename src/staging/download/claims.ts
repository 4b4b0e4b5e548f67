/** Which segments of a file are still to be fetched, for several lanes at a time. */
export interface Claims {
  /**
   * The next segment for a lane that has just fetched `after`: the one behind it, if that is free, so that its stream
   * goes on; else the start of a stretch that no lane is heading for, or the middle of the largest one.
   * Undefined when nothing is left that is worth a request.
   */
  next(after: number | undefined): number | undefined
  /** The first segment from `from` on that is not free: where a stream that starts there has to end. */
  end(from: number): number
}

/** A lane that comes to a free segment by itself in a moment needs no help with it. */
const WORTH_A_REQUEST = 2

export function createClaims(count: number, stored: ReadonlySet<number>): Claims {
  const taken = new Set(stored)
  /** Segments that a lane is at: the stretch behind one is where it is heading. */
  const current = new Set<number>()

  function end(from: number): number {
    let at = from
    while (at < count && !taken.has(at)) at += 1
    return at
  }

  function take(index: number): number {
    taken.add(index)
    current.add(index)
    return index
  }

  function largestStretch(): number | undefined {
    let best: { start: number; length: number } | undefined
    for (let at = 0; at < count; at += 1) {
      if (taken.has(at)) continue
      const stretch = end(at) - at
      const claimed = current.has(at - 1)
      const start = claimed ? at + Math.floor(stretch / 2) : at
      const length = at + stretch - start
      const worth = !claimed || stretch >= WORTH_A_REQUEST
      if (worth && (best === undefined || length > best.length)) best = { start, length }
      at += stretch
    }
    return best?.start
  }

  return {
    next(after) {
      if (after !== undefined) {
        current.delete(after)
        if (after + 1 < count && !taken.has(after + 1)) return take(after + 1)
      }
      const start = largestStretch()
      return start === undefined ? undefined : take(start)
    },
    end,
  }
}
