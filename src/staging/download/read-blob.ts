/**
 * Chromium collects a Blob's stream although a read of it is pending, when nothing but that read leads to it; the read
 * then never settles (seen in 156). So each reader is held here.
 */
const reading = new Set<ReadableStreamBYOBReader>()

/**
 * Reads a Blob from its start into `memory`, without anything left for the collector.
 * @returns as many bytes as fit or are there: fewer than its size says where the disk has lost some. They lie in the
 * memory that was given, but in another `ArrayBuffer`: the stream detaches the one it gets. Rejects with a
 * `DOMException` when the Blob cannot be read; then the memory is lost.
 */
export async function readBlob(blob: Blob, memory: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Math.min(blob.size, memory.byteLength)
  return withReader(blob, async (reader) => {
    let buffer = memory
    let filled = 0
    while (filled < bytes) {
      // All at once where the browser knows `min`: every read leaves a little for the collector.
      const left = bytes - filled
      const { value, done } = await reader.read(new Uint8Array(buffer, filled, left), { min: left })
      if (value === undefined) break
      buffer = value.buffer
      filled += value.length
      if (done) break
    }
    return new Uint8Array(buffer, 0, filled)
  })
}

/**
 * Reads a Blob piece by piece, each into the same memory.
 * @param onPiece gets a view that the next piece overwrites
 * @returns the memory, to be used for the next Blob
 */
export async function readPieces(
  blob: Blob,
  memory: ArrayBuffer,
  onPiece: (piece: Uint8Array<ArrayBuffer>) => void,
): Promise<ArrayBuffer> {
  return withReader(blob, async (reader) => {
    let buffer = memory
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(buffer))
      if (value === undefined) return buffer
      buffer = value.buffer
      if (done) return buffer
      onPiece(value)
    }
  })
}

async function withReader<T>(blob: Blob, work: (reader: ReadableStreamBYOBReader) => Promise<T>): Promise<T> {
  const reader = blob.stream().getReader({ mode: 'byob' })
  reading.add(reader)
  try {
    return await work(reader)
  } finally {
    reading.delete(reader)
    // It is through, or broken: then the reading has told why.
    reader.cancel().catch(() => undefined)
  }
}
