import type { Buffers } from '../download/buffers'
import { hex } from '../store/hex'
import type { ModelStore } from '../store/model-store'
import { segmentLength } from '../store/segments'
import { readSegment } from './read-segment'

export interface StoredFile {
  store: Pick<ModelStore, 'segment' | 'storedSegments'>
  id: string
  bytes: number
  /** SHA-256 of each segment, where it is known from elsewhere; else a segment's own record is all there is. */
  wanted: readonly ArrayBuffer[] | undefined
  buffers: Buffers
  signal: AbortSignal
}

/**
 * The stored segments of a file that are what they were when they came. All are read: a download that goes on from a
 * wrong one would end in a wrong file. That it lies at its place, the store has seen by its record.
 */
export async function wholeSegments(file: StoredFile): Promise<{ index: number; digest: ArrayBuffer }[]> {
  const { store, id, bytes, wanted, buffers, signal } = file
  const stored = await store.storedSegments(id)
  const whole: { index: number; digest: ArrayBuffer }[] = []
  for (const segment of stored) {
    signal.throwIfAborted()
    const { index } = segment
    const digest = wanted === undefined ? segment.digest : wanted[index]
    if (digest === undefined || segment.bytes !== segmentLength(index, bytes)) continue
    // The buffer is given back after each: other downloads wait for it.
    const found = await readSegment(store, id, index, buffers, signal)
    if (found?.digest !== undefined && hex(found.digest) === hex(digest)) whole.push({ index, digest })
  }
  return whole
}
