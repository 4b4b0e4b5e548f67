import { type Answer, type AskOptions, ask } from './ask'
import { broken } from './broken'
import type { Pace } from './pace'
import type { Patience } from './patience'
import type { Refusal } from './request'
import { CHANGED } from './version'

export interface PiecesOptions extends AskOptions {
  patience: Patience
  /** Shared by all requests for a file: what one learns of the server the others know. */
  pace: Pace
  /** Milliseconds of a clock that does not jump. */
  now: () => number
}

/**
 * Stretches of a file as Blobs, from a server that knows ranges. The browser stores what it fetches by itself: the bytes
 * are never in this process. A piece that breaks is asked for again.
 */
export interface Pieces {
  /**
   * @param begun an answer that starts at `at`, was accepted, and whose bytes nobody has taken
   * @param onBytes is told of each piece when all of it is there
   */
  fetch(
    at: number,
    length: number,
    onBytes: (bytes: number) => void,
    begun?: Answer,
  ): Promise<Blob | typeof CHANGED>
}

export function createPieces(options: PiecesOptions): Pieces {
  const { url, signal, patience, pace, now } = options

  /** What an answer brings, if it is all that was asked for. */
  async function take({ opened, guard }: Answer, from: number, to: number): Promise<Blob | Refusal> {
    // One server of several may not know ranges; a cache on the way may have another one.
    if (!opened.ranges || opened.start !== from) {
      return broken(url, from, new Error(`the server answered with another range`))
    }
    guard.alive()
    try {
      const blob = await opened.blob()
      return blob.size === to - from ? blob : broken(url, from + blob.size, undefined, to)
    } catch (cause) {
      signal.throwIfAborted()
      return broken(url, from, guard.failure(cause))
    }
  }

  async function request(from: number, to: number, begun?: Answer): Promise<Blob | Refusal | typeof CHANGED> {
    const answer = begun ?? (await ask(options, from, to))
    if (answer === CHANGED || 'error' in answer) return answer
    try {
      return await take(answer, from, to)
    } finally {
      answer.guard.close()
    }
  }

  return {
    async fetch(at, length, onBytes, begun) {
      const end = at + length
      const parts: Blob[] = []
      let answer = begun
      for (let from = at; from < end; ) {
        const to = answer === undefined ? from + pace.next(end - from) : Math.min(end, answer.to ?? end)
        const started = now()
        const piece = await request(from, to, answer)
        answer = undefined
        if (piece === CHANGED) return CHANGED
        if (piece instanceof Blob) {
          pace.came(to - from, now() - started)
          patience.progressed()
          parts.push(piece)
          from = to
          onBytes(piece.size)
        } else {
          pace.broke(to - from)
          await patience.again(piece, signal)
        }
      }
      return new Blob(parts)
    },
  }
}
