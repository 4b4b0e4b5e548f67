/** Ends a request from which nothing comes any more: a dead connection can stay open for hours. */
export interface StallGuard {
  readonly signal: AbortSignal
  /** Something came, or is asked for now: the time starts anew. */
  alive(): void
  /** Nothing is asked for: the server is not to blame for our own waiting. */
  rest(): void
  readonly stalled: boolean
  close(): void
}

/** @param outer ends it too */
export function createStallGuard(outer: AbortSignal, limitMs: number): StallGuard {
  const own = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stalled = false
  const rest = (): void => clearTimeout(timer)
  return {
    signal: AbortSignal.any([outer, own.signal]),
    alive() {
      rest()
      timer = setTimeout(() => {
        stalled = true
        own.abort()
      }, limitMs)
    },
    rest,
    get stalled() {
      return stalled
    },
    close() {
      rest()
      own.abort()
    },
  }
}
