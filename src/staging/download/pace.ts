/** How much is asked for at a time, from how fast the last pieces came. */
export interface Pace {
  /** Bytes of the next piece of a stretch of which so many are left. */
  next(left: number): number
  came(bytes: number, ms: number): void
  broke(bytes: number): void
}

/** A piece of this size comes within the 30 s after which a server counts as stalled, at 2 KB/s. */
const LEAST_BYTES = 64 * 1024
const FIRST_BYTES = 512 * 1024
const MOST_BYTES = 16 * 1024 * 1024
/** Progress is told by the piece: about once in this time for each request under way. */
const PIECE_MS = 1_000

export function createPace(): Pace {
  let bytes = FIRST_BYTES
  /** Pieces as large as one that broke may break again: what is asked for comes near that size slowly. */
  let most = MOST_BYTES

  function limited(wanted: number): number {
    return Math.round(Math.max(LEAST_BYTES, Math.min(most, wanted)))
  }

  return {
    // Equal parts: a small rest would say little about the pace, and cost a request.
    next: (left) => Math.ceil(left / Math.ceil(left / bytes)),
    came(came, ms) {
      most = Math.min(MOST_BYTES, most * (1 + 1 / 16))
      const wanted = (came * PIECE_MS) / ms
      bytes = limited(Math.min(bytes * 2, Math.max(bytes / 2, wanted)))
    },
    broke(broken) {
      most = Math.max(LEAST_BYTES, broken / 2)
      bytes = limited(broken / 4)
    },
  }
}
