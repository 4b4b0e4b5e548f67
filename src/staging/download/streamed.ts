import { SEGMENT_BYTES, segmentLength } from '../store/segments'
import type { Connection } from './connection'
import { CHANGED } from './version'

/** Bytes on their way from the stream into a Blob. */
const PIECE_BYTES = 1024 * 1024

export interface StreamedOptions {
  connection: Connection
  /** Bytes of the file; undefined where nobody has said. */
  total: number | undefined
  /** Whether a segment is there already. */
  stored(index: number): boolean
  onBytes(bytes: number): void
  /** Stores a segment; false: it is not of the file that was begun. */
  keep(index: number, blob: Blob): Promise<boolean>
}

/**
 * Fetches a file in one stream, for a server whose answers cannot be put together, or that does not say how large the file
 * is. What is stored is read past. Resolves with the size of the file.
 */
export async function fetchStreamed(options: StreamedOptions): Promise<number | typeof CHANGED> {
  const { connection, total, stored, onBytes, keep } = options
  const scratch = new Uint8Array(PIECE_BYTES)

  async function segment(at: number, length: number): Promise<Blob | typeof CHANGED> {
    const parts: Blob[] = []
    for (let filled = 0; filled < length; ) {
      const into = scratch.subarray(0, length - filled)
      const came = await connection.fill(into, at + filled, total, onBytes)
      if (came === CHANGED) return CHANGED
      // A copy of its own, which the browser keeps where it keeps Blobs.
      parts.push(new Blob([scratch.subarray(0, came)]))
      filled += came
      if (came < into.length) break
    }
    return new Blob(parts)
  }

  for (let index = 0; ; index += 1) {
    const length = total === undefined ? SEGMENT_BYTES : segmentLength(index, total)
    if (length <= 0) return total ?? 0
    if (stored(index)) continue
    const blob = await segment(index * SEGMENT_BYTES, length)
    if (blob === CHANGED) return CHANGED
    if (blob.size > 0 && !(await keep(index, blob))) return CHANGED
    if (blob.size < length) return index * SEGMENT_BYTES + blob.size
  }
}
