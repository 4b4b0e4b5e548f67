import { broken } from './broken'
import { type Fetch, type Opened, openRange, type Refusal } from './request'
import { createStallGuard, type StallGuard } from './stall-guard'
import { CHANGED } from './version'

const STALL_MS = 30_000

export interface AskOptions {
  url: string
  fetch: Fetch
  signal: AbortSignal
  stallMs?: number
  /** As in `RangeRequest`. */
  page?: boolean
  /** Called with each answer of the server; false: this is another version of the file than before. */
  accept(opened: Opened): boolean
}

/** A server's answer, whose bytes have not been taken yet. */
export interface Answer {
  opened: Opened
  /** At rest. Closing it ends the request. */
  guard: StallGuard
  /** As it was asked: the byte after the last one, undefined for as many as there are. */
  to: number | undefined
}

/** Asks once for the bytes from `from` up to `to`. Rejects only with the reason of `signal`. */
export async function ask(
  options: AskOptions,
  from: number,
  to: number | undefined,
): Promise<Answer | Refusal | typeof CHANGED> {
  const { url, fetch, signal, accept, stallMs = STALL_MS, page = false } = options
  // Stopped while something else was waited for.
  signal.throwIfAborted()
  const guard = createStallGuard(signal, stallMs)
  guard.alive()
  try {
    const opened = await openRange({ url, fetch, signal: guard.signal, from, to, page })
    if ('error' in opened || !accept(opened)) {
      guard.close()
      return 'error' in opened ? opened : CHANGED
    }
    guard.rest()
    return { opened, guard, to }
  } catch (cause) {
    guard.close()
    signal.throwIfAborted()
    return broken(url, from, guard.failure(cause))
  }
}
