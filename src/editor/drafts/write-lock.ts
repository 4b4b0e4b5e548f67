/** Before the id of a demo: the name of its lock. */
export const LOCK_PREFIX = 'sublet-draft-'

/** Who may write the draft of one demo. */
export interface WriteLock {
  /** Takes it from the tab that holds it. That tab is told by the rejection of its own request. */
  take(): void
  /** Lets go of it. Idempotent. */
  close(): void
}

export interface WriteLockEvents {
  /** @param inherited it was another tab's, which is gone or has closed its editor */
  onHeld(inherited: boolean): void
  /** Another tab has it. This one waits, and has it when that tab is gone. */
  onElsewhere(): void
  /** Another tab took it. */
  onStolen(): void
  /** The browser gives this page no locks. */
  onFailed(thrown: unknown): void
}

/** A Web Lock: the browser frees it when a tab closes or crashes, whatever that tab was doing. */
export function createWriteLock(
  name: string,
  events: WriteLockEvents,
  locks: Pick<LockManager, 'request'> = navigator.locks,
): WriteLock {
  let closed = false
  let release: (() => void) | undefined
  let waiting: AbortController | undefined

  function hold(inherited: boolean): Promise<void> | undefined {
    waiting = undefined
    if (closed) return
    const held = Promise.withResolvers<void>()
    release = held.resolve
    events.onHeld(inherited)
    return held.promise
  }

  /** What a request came to. @param granted whether it held the lock when it ended */
  function ended(thrown: unknown, granted: boolean): void {
    if (closed) return
    const aborted = thrown instanceof DOMException && thrown.name === 'AbortError'
    if (!aborted) events.onFailed(thrown)
    // Not granted: it was this tab itself that gave up waiting.
    else if (granted) {
      release = undefined
      events.onStolen()
      wait()
    }
  }

  function request(options: LockOptions, inherited: boolean): void {
    let granted = false
    locks
      .request(name, options, (lock) => {
        if (lock === null) {
          if (closed) return
          events.onElsewhere()
          wait()
          return
        }
        granted = true
        return hold(inherited)
      })
      .catch((thrown: unknown) => ended(thrown, granted))
  }

  function wait(): void {
    waiting = new AbortController()
    request({ signal: waiting.signal }, true)
  }

  request({ ifAvailable: true }, false)

  return {
    take() {
      if (closed || release !== undefined) return
      waiting?.abort()
      waiting = undefined
      request({ steal: true }, false)
    },
    close() {
      if (closed) return
      closed = true
      waiting?.abort()
      release?.()
    },
  }
}
