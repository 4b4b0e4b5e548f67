import type { Buffers } from '../download/buffers'
import { readBlob } from '../download/read-blob'

/**
 * SHA-256 of a Blob that is no larger than a buffer; `bytes` is how many of it could be read. Waits for a buffer, and
 * rejects with the reason of `signal` when that fires first.
 */
export async function digestBlob(
  blob: Blob,
  buffers: Buffers,
  signal: AbortSignal,
): Promise<{ digest: ArrayBuffer; bytes: number }> {
  let memory = await buffers.acquire(signal)
  try {
    const content = await readBlob(blob, memory)
    memory = content.buffer
    return { digest: await crypto.subtle.digest('SHA-256', content), bytes: content.length }
  } finally {
    buffers.release(memory)
  }
}
