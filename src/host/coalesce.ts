/** A frame at 60 Hz: more often nobody sees it. */
const FRAME_MS = 16

export interface Coalesced {
  /** At once, if the last time was a frame ago; else when it will have been. */
  soon(): void
  /** At once, and so never after what follows. */
  now(): void
}

/**
 * Runs `apply` at most once a frame, however often it is asked for: a runner may report without end, and each update
 * of a state is work for all that watch it. By the clock and not by animation frames, which a hidden tab has none of.
 */
export function coalesce(apply: () => void): Coalesced {
  let last = Number.NEGATIVE_INFINITY
  let timer: number | undefined

  function now(): void {
    clearTimeout(timer)
    timer = undefined
    last = performance.now()
    apply()
  }

  return {
    now,
    soon() {
      const rest = last + FRAME_MS - performance.now()
      // A flood can keep a timer from its turn, so that the clock is asked as well.
      if (rest <= 0) now()
      else timer ??= window.setTimeout(now, rest)
    },
  }
}
