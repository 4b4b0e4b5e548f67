import { SubletError } from '../../protocol/errors'
import type { Patience } from './patience'
import { type Fetch, type Opened, openRange, type Refusal } from './request'
import { createStallGuard, type StallGuard } from './stall-guard'

const STALL_MS = 30_000

/** Which version of a file this is. */
export interface Identity {
  bytes: number | undefined
  validator: string | undefined
}

export interface ConnectionOptions {
  url: string
  fetch: Fetch
  signal: AbortSignal
  patience: Patience
  stallMs?: number
  /** Called with each answer of the server; false: this is another version of the file than before. */
  accept(opened: Opened): boolean
}

interface Stream {
  opened: Opened
  /** The next byte that comes. */
  at: number
  guard: StallGuard
}

/** The file on the server is not the one that was begun. */
export const CHANGED = 'changed'

/** One stream of bytes of a file. It reconnects where it broke; it knows nothing of segments. */
export interface Connection {
  /** Opens a request for the bytes from `at` up to `to`, or to the end; `fill` goes on with it. */
  start(at: number, to: number | undefined): Promise<Opened | typeof CHANGED>
  /**
   * Fills `into` with the bytes from `at` on. A position that is not the next one opens a new request, up to `to`.
   * Resolves with how many there were: fewer only at the end of a file whose size nobody told, which is when `to` is
   * undefined.
   */
  fill(
    into: Uint8Array,
    at: number,
    to: number | undefined,
    onBytes: (bytes: number) => void,
  ): Promise<number | typeof CHANGED>
  /** Idempotent. */
  close(): void
}

export function createConnection(options: ConnectionOptions): Connection {
  const { url, fetch, signal, patience, accept, stallMs = STALL_MS } = options
  let current: Stream | undefined

  function close(): void {
    current?.opened.reader.cancel()
    current?.guard.close()
    current = undefined
  }

  async function open(at: number, to: number | undefined): Promise<Refusal | typeof CHANGED | undefined> {
    close()
    const guard = createStallGuard(signal, stallMs)
    guard.alive()
    try {
      const opened = await openRange({ url, fetch, signal: guard.signal, from: at, to })
      if ('error' in opened) {
        guard.close()
        return opened
      }
      current = { opened, at: opened.start, guard }
      if (!accept(opened)) return CHANGED
      // A server without ranges starts at the beginning.
      const failed = await skip(current, at)
      guard.rest()
      return failed
    } catch (cause) {
      guard.close()
      signal.throwIfAborted()
      return broken(url, at, guard.stalled ? stalled(stallMs) : cause)
    }
  }

  async function skip(stream: Stream, at: number): Promise<Refusal | undefined> {
    await stream.opened.reader.skip(at - stream.at, (bytes) => {
      stream.at += bytes
      stream.guard.alive()
    })
    return stream.at === at ? undefined : broken(url, stream.at, undefined)
  }

  /** Reads as far as this stream goes. */
  async function read(into: Uint8Array, onBytes: (bytes: number) => void): Promise<Refusal | undefined> {
    if (current === undefined) throw new Error('Assertion: a stream is open')
    const stream = current
    stream.guard.alive()
    try {
      await stream.opened.reader.fill(into, (bytes) => {
        stream.guard.alive()
        stream.at += bytes
        patience.progressed()
        onBytes(bytes)
      })
      return undefined
    } catch (cause) {
      signal.throwIfAborted()
      return broken(url, stream.at, stream.guard.stalled ? stalled(stallMs) : cause)
    } finally {
      stream.guard.rest()
    }
  }

  /** Brings the stream to `at`. */
  async function seek(at: number, to: number | undefined): Promise<Refusal | typeof CHANGED | undefined> {
    if (current?.at === at) return undefined
    // Without ranges a new request would start at the beginning.
    if (current === undefined || current.opened.ranges || current.at > at) return open(at, to)
    const stream = current
    stream.guard.alive()
    try {
      return await skip(stream, at)
    } catch (cause) {
      signal.throwIfAborted()
      return broken(url, stream.at, stream.guard.stalled ? stalled(stallMs) : cause)
    } finally {
      stream.guard.rest()
    }
  }

  return {
    async start(at, to) {
      for (;;) {
        const answer = await open(at, to)
        if (answer === CHANGED) return CHANGED
        if (answer === undefined && current !== undefined) return current.opened
        close()
        if (answer !== undefined) await patience.again(answer, signal)
      }
    },
    async fill(into, at, to, onBytes) {
      let filled = 0
      while (filled < into.length) {
        let failed = await seek(at + filled, to)
        if (failed === CHANGED) return CHANGED
        if (failed === undefined) {
          failed = await read(into.subarray(filled), (bytes) => {
            filled += bytes
            onBytes(bytes)
          })
        }
        if (failed === undefined && filled < into.length) {
          // The stream ended. Where no size is known that is the end of the file.
          const end = to ?? current?.opened.total
          if (end === undefined || at + filled >= end) return filled
          failed = broken(url, at + filled, undefined, end)
        }
        if (failed !== undefined) {
          close()
          await patience.again(failed, signal)
        }
      }
      return filled
    },
    close,
  }
}

function stalled(limitMs: number): Error {
  return new Error(`nothing came for ${limitMs / 1000} s`)
}

function broken(url: string, foundBytes: number, cause: unknown, expectedBytes?: number): Refusal {
  const of = expectedBytes === undefined ? '' : ` of ${expectedBytes}`
  const why = cause instanceof Error ? ` (${cause.message})` : ''
  const error = new SubletError(
    'ModelCorrupt',
    `${url}: the download ended after ${foundBytes}${of} bytes${why}.`,
    {
      figures: { url, foundBytes, ...(expectedBytes === undefined ? {} : { expectedBytes }) },
      cause,
      wayOut: 'Check the connection and ask for the model again: what is stored is kept.',
    },
  )
  return { error, retry: true, afterMs: undefined }
}
