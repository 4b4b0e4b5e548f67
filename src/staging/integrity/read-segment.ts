import { readBytes } from '../download/byte-reader'
import type { ModelStore } from '../store/model-store'
import { SEGMENT_BYTES } from '../store/segments'

/**
 * Reads a segment and digests it. At most `SEGMENT_BYTES` of it are in memory, in `buffer`.
 * @returns its size, and the SHA-256 of its bytes, which is undefined where it is too large for a segment; nothing when
 * it is gone, or its file on the disk is
 */
export async function readSegment(
  store: Pick<ModelStore, 'segment'>,
  file: string,
  index: number,
  buffer: Uint8Array<ArrayBuffer>,
): Promise<{ bytes: number; digest: ArrayBuffer | undefined } | undefined> {
  const stored = await store.segment(file, index)
  if (stored === undefined) return undefined
  const bytes = stored.blob.size
  if (bytes > SEGMENT_BYTES) return { bytes, digest: undefined }
  const content = buffer.subarray(0, bytes)
  try {
    if ((await readBytes({ body: stored.blob.stream() }).fill(content, () => undefined)) < bytes)
      return undefined
  } catch (cause) {
    // `NotFoundError`, `NotReadableError`: the disk has lost it, or cannot read it.
    if (cause instanceof DOMException) return undefined
    throw cause
  }
  return { bytes, digest: await crypto.subtle.digest('SHA-256', content) }
}
