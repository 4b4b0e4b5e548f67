import { SEGMENT_BYTES, segmentLength } from '../store/segments'
import type { Answer } from './ask'
import type { Pieces } from './pieces'
import { CHANGED } from './version'

export interface RangedOptions {
  pieces: Pieces
  /** Bytes of the file. */
  total: number
  /** The segments to fetch, in order. */
  missing: readonly number[]
  /** Segments that are fetched at a time. */
  lanes: number
  /** The answer that the first of them begins with. */
  begun: Answer | undefined
  onBytes(bytes: number): void
  /** Stores a segment; false: it is not of the file that was begun. */
  keep(index: number, blob: Blob): Promise<boolean>
  /** Called with the first failure: has what is under way end. */
  failed(cause: unknown): void
}

/**
 * Fetches segments, several at a time. One is stored before its lane goes on: what waits is one segment a lane. Resolves
 * with the size of the file, and settles when nothing is under way any more.
 */
export async function fetchRanged(options: RangedOptions): Promise<number | typeof CHANGED> {
  const { pieces, total, missing, lanes, begun, onBytes, keep, failed } = options
  const left = missing.values()
  let changed = false

  async function lane(first: Answer | undefined): Promise<void> {
    let answer = first
    for (const index of left) {
      if (changed) return
      const blob = await pieces.fetch(index * SEGMENT_BYTES, segmentLength(index, total), onBytes, answer)
      answer = undefined
      changed ||= blob === CHANGED || !(await keep(index, blob))
    }
  }

  const ended = await Promise.allSettled(
    Array.from({ length: lanes }, (_, place) =>
      lane(place === 0 ? begun : undefined).catch((cause: unknown) => {
        failed(cause)
        throw cause
      }),
    ),
  )
  for (const end of ended) if (end.status === 'rejected') throw end.reason
  return changed ? CHANGED : total
}
