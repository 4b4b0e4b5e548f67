import type { Buffers } from '../download/buffers'
import type { ModelStore } from '../store/model-store'
import { SEGMENT_BYTES } from '../store/segments'
import { digestBlob } from './digest-blob'

/**
 * Reads a segment and digests it. At most `SEGMENT_BYTES` of it are in memory.
 * @returns its size, and the SHA-256 of its bytes, which is undefined where it is too large for a segment; nothing when
 * it is gone, or its file on the disk is
 */
export async function readSegment(
  store: Pick<ModelStore, 'segment'>,
  file: string,
  index: number,
  buffers: Buffers,
  signal: AbortSignal,
): Promise<{ bytes: number; digest: ArrayBuffer | undefined } | undefined> {
  const stored = await store.segment(file, index)
  if (stored === undefined) return undefined
  const { size } = stored.blob
  if (size > SEGMENT_BYTES) return { bytes: size, digest: undefined }
  try {
    const { bytes, digest } = await digestBlob(stored.blob, buffers, signal)
    return bytes < size ? undefined : { bytes, digest }
  } catch (cause) {
    signal.throwIfAborted()
    // `NotFoundError`, `NotReadableError`: the disk has lost it, or cannot read it.
    if (cause instanceof DOMException) return undefined
    throw cause
  }
}
