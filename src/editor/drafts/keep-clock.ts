/** When what is typed is kept: after a pause, and at the latest this long after the first key of it. Milliseconds. */
export const PAUSE_MS = 400
export const LATEST_MS = 2_000
/** After the database has failed. */
const RETRY_MS = 5_000

export interface KeepClock {
  edited(): void
  /** It did not go through. */
  failed(): void
  /** It was kept for another reason. */
  kept(): void
  /** Idempotent. */
  close(): void
}

export function createKeepClock(keep: () => void): KeepClock {
  let pause: ReturnType<typeof setTimeout> | undefined
  let latest: ReturnType<typeof setTimeout> | undefined
  let closed = false

  function stop(): void {
    clearTimeout(pause)
    clearTimeout(latest)
    pause = undefined
    latest = undefined
  }

  function due(): void {
    stop()
    keep()
  }

  return {
    edited() {
      if (closed) return
      clearTimeout(pause)
      pause = setTimeout(due, PAUSE_MS)
      latest ??= setTimeout(due, LATEST_MS)
    },
    failed() {
      if (closed) return
      latest ??= setTimeout(due, RETRY_MS)
    },
    kept: stop,
    close() {
      closed = true
      stop()
    },
  }
}
