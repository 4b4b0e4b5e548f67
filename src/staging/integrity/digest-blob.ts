import { createSHA256 } from 'hash-wasm'
import type { Buffers } from '../download/buffers'
import { readBlob } from '../download/read-blob'

/** Made once: a digest is begun and ended in one go, so that no two of them meet in it. */
let hasher: ReturnType<typeof createSHA256> | undefined

/**
 * SHA-256 of bytes. SubtleCrypto is three times as fast and holds a copy of them meanwhile, 16 MiB for a segment; staging is
 * as fast either way, since the network and the disk take longer.
 */
async function sha256(content: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  hasher ??= createSHA256()
  const hash = await hasher
  hash.init()
  hash.update(content)
  return Uint8Array.from(hash.digest('binary')).buffer
}

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
    return { digest: await sha256(content), bytes: content.length }
  } finally {
    buffers.release(memory)
  }
}
