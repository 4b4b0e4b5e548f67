import { type Answer, type AskOptions, ask } from './ask'
import { broken } from './broken'
import type { ByteReader } from './byte-reader'
import type { Patience } from './patience'
import type { Refusal } from './request'
import type { StallGuard } from './stall-guard'
import { CHANGED } from './version'

export interface ConnectionOptions extends AskOptions {
  patience: Patience
}

interface Stream {
  reader: ByteReader
  ranges: boolean
  total: number | undefined
  /** The next byte that comes. */
  at: number
  guard: StallGuard
}

/** One stream of bytes of a file. It reconnects where it broke; it knows nothing of segments. */
export interface Connection {
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

/** @param begun the answer to begin with: it was accepted */
export function createConnection(options: ConnectionOptions, begun?: Answer): Connection {
  const { url, signal, patience } = options
  let current = begun === undefined ? undefined : stream(begun)

  function stream({ opened, guard }: Answer): Stream {
    const { ranges, total, start } = opened
    return { reader: opened.read(), ranges, total, at: start, guard }
  }

  function close(): void {
    current?.reader.cancel()
    current?.guard.close()
    current = undefined
  }

  async function open(at: number, to: number | undefined): Promise<Refusal | typeof CHANGED | undefined> {
    close()
    const answer = await ask(options, at, to)
    if (answer === CHANGED || 'error' in answer) return answer
    current = stream(answer)
    // A server without ranges starts at the beginning.
    return skipTo(at, current)
  }

  /** Reads over what is not wanted. */
  async function skipTo(at: number, stream: Stream): Promise<Refusal | undefined> {
    stream.guard.alive()
    try {
      await stream.reader.skip(at - stream.at, (bytes) => {
        stream.at += bytes
        stream.guard.alive()
      })
      return stream.at === at ? undefined : broken(url, stream.at, undefined)
    } catch (cause) {
      signal.throwIfAborted()
      return broken(url, stream.at, stream.guard.failure(cause))
    } finally {
      stream.guard.rest()
    }
  }

  /** Reads as far as this stream goes. */
  async function read(into: Uint8Array, onBytes: (bytes: number) => void): Promise<Refusal | undefined> {
    if (current === undefined) throw new Error('Assertion: a stream is open')
    const stream = current
    stream.guard.alive()
    try {
      await stream.reader.fill(into, (bytes) => {
        stream.guard.alive()
        stream.at += bytes
        patience.progressed()
        onBytes(bytes)
      })
      return undefined
    } catch (cause) {
      signal.throwIfAborted()
      return broken(url, stream.at, stream.guard.failure(cause))
    } finally {
      stream.guard.rest()
    }
  }

  /** Brings the stream to `at`. */
  async function seek(at: number, to: number | undefined): Promise<Refusal | typeof CHANGED | undefined> {
    if (current?.at === at) return undefined
    // Without ranges a new request would start at the beginning.
    if (current === undefined || current.ranges || current.at > at) return open(at, to)
    return skipTo(at, current)
  }

  return {
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
          const end = to ?? current?.total
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
