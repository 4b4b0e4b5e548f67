/** Bytes a second over the last seconds. */
export interface Rate {
  add(bytes: number): void
  /** Undefined while there is too little to tell. */
  bytesPerSecond(): number | undefined
}

const WINDOW_MS = 5_000
const SHORTEST_MS = 500
/** Bytes are summed up for this long: one entry a chunk would be thousands. */
const STEP_MS = 100

/** @param now milliseconds of a clock that does not jump */
export function createRate(now: () => number): Rate {
  const started = now()
  const steps: { at: number; bytes: number }[] = []
  return {
    add(bytes) {
      const at = now()
      const last = steps.at(-1)
      if (last !== undefined && at - last.at < STEP_MS) last.bytes += bytes
      else steps.push({ at, bytes })
      while ((steps[0]?.at ?? at) < at - WINDOW_MS) steps.shift()
    },
    bytesPerSecond() {
      const at = now()
      const since = Math.max(started, at - WINDOW_MS)
      if (at - since < SHORTEST_MS) return undefined
      const bytes = steps.reduce((sum, step) => (step.at >= since ? sum + step.bytes : sum), 0)
      return (bytes / (at - since)) * 1000
    },
  }
}
