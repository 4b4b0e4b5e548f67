import { SubletError } from '../../protocol/errors'

/** Reads a Blob front to back in exact pieces. */
export interface ByteSource {
  /**
   * The next `length` bytes, which must not pass `capacity`. The view is valid until the next call.
   * @throws SubletError `ModelCorrupt` when the Blob is shorter.
   */
  read(length: number): Promise<Uint8Array<ArrayBuffer>>
  skip(length: number): Promise<void>
  close(): Promise<void>
}

/**
 * Chromium collects a Blob's stream although a read of it is pending, when nothing but that read leads to it;
 * the read then never settles (seen in 156: an attach that stopped at 0 bytes). So each reader is held here.
 */
const reading = new Set<ReadableStreamBYOBReader>()

export function openByteSource(blob: Blob, capacity: number): ByteSource {
  const reader = byobReader(blob)
  return reader === undefined ? sliced(blob, capacity) : streamed(blob, reader, capacity)
}

/** Undefined where the streams of Blobs are not byte streams, as in Safari. */
function byobReader(blob: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return blob.stream().getReader({ mode: 'byob' })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** One buffer: 850-1018 MB/s and a flat heap (ORT-FACTS, ONNX Runtime 3). */
function streamed(blob: Blob, reader: ReadableStreamBYOBReader, capacity: number): ByteSource {
  reading.add(reader)
  let buffer = new ArrayBuffer(capacity)

  async function read(length: number): Promise<Uint8Array<ArrayBuffer>> {
    let filled = 0
    while (filled < length) {
      const { done, value } = await reader.read(new Uint8Array(buffer, filled, length - filled))
      if (value === undefined) throw truncated(blob, length - filled)
      // The stream detached our buffer and hands its memory back with the view.
      buffer = value.buffer
      filled += value.byteLength
      if (done && filled < length) throw truncated(blob, length - filled)
    }
    return new Uint8Array(buffer, 0, length)
  }

  return {
    read,
    async skip(length) {
      for (let left = length; left > 0; left -= capacity) await read(Math.min(left, capacity))
    },
    close() {
      reading.delete(reader)
      return reader.cancel()
    },
  }
}

/** A buffer for each piece, which is then garbage: half as fast, and what there is without byte streams. */
function sliced(blob: Blob, capacity: number): ByteSource {
  let at = 0
  let closed = false

  /** @returns where the next `length` bytes begin */
  function advance(length: number): number {
    if (closed) throw new TypeError('the byte source is closed')
    const missing = at + length - blob.size
    if (missing > 0) throw truncated(blob, missing)
    at += length
    return at - length
  }

  return {
    async read(length) {
      if (length > capacity) throw new RangeError(`${length} bytes are more than the ${capacity} of a piece`)
      const start = advance(length)
      return new Uint8Array(await blob.slice(start, start + length).arrayBuffer())
    },
    async skip(length) {
      advance(length)
    },
    async close() {
      closed = true
    },
  }
}

function truncated(blob: Blob, missing: number): SubletError {
  return new SubletError(
    'ModelCorrupt',
    `A stored file of ${blob.size} bytes ended ${missing} bytes too early.`,
    {
      figures: { storedBytes: blob.size, missingBytes: missing },
    },
  )
}
