import type { Part } from './onnx/parts'
import type { ModelStore } from './store/model-store'
import { SEGMENT_BYTES } from './store/segments'

/** Stretches of stored files stay handles here: a Blob of Blobs holds no bytes in memory. */
export async function skeletonBlob(
  parts: readonly Part[],
  files: readonly { id: string }[],
  store: Pick<ModelStore, 'segment'>,
): Promise<Blob> {
  const pieces: BlobPart[] = []
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      pieces.push(part)
      continue
    }
    const file = files[part.file]
    if (file === undefined) throw new Error(`Assertion: file ${part.file} of ${files.length} is stored`)
    const end = part.offset + part.bytes
    for (let at = part.offset; at < end; ) {
      const index = Math.floor(at / SEGMENT_BYTES)
      const start = index * SEGMENT_BYTES
      const next = Math.min(end, start + SEGMENT_BYTES)
      const stored = await store.segment(file.id, index)
      if (stored === undefined) throw new Error(`Assertion: segment ${index} of file ${part.file} is stored`)
      pieces.push(stored.blob.slice(at - start, next - start))
      at = next
    }
  }
  return new Blob(pieces)
}
