/** Ends a request from which nothing comes any more: a dead connection can stay open for hours. */
export interface StallGuard {
  readonly signal: AbortSignal
  /** Something came, or is asked for now: the time starts anew. */
  alive(): void
  /** Nothing is asked for: the server is not to blame for our own waiting. */
  rest(): void
  /** Why a request failed: that nothing came, if that was it; else `cause`. */
  failure(cause: unknown): unknown
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
    failure: (cause) => (stalled ? new Error(`nothing came for ${limitMs / 1000} s`) : cause),
    close() {
      rest()
      own.abort()
    },
  }
}
