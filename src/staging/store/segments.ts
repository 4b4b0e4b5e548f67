/** Files are stored in stretches of this size (DESIGN 6). */
export const SEGMENT_BYTES = 16 * 1024 * 1024

export interface Segment {
  index: number
  blob: Blob
  /** SHA-256. */
  digest: ArrayBuffer
}

/** Cuts a file into segments while it comes in. It holds one segment; it does not know where they go. */
export interface SegmentCutter {
  /** Resolves when all segments that are full are stored: whoever feeds it waits, so nothing piles up. */
  push(chunk: Uint8Array): Promise<void>
  /** Stores the rest. Resolves with the sizes of the file. */
  end(): Promise<{ bytes: number; segments: number }>
}

export function createSegmentCutter(put: (segment: Segment) => Promise<void>): SegmentCutter {
  const buffer = new Uint8Array(SEGMENT_BYTES)
  let filled = 0
  let bytes = 0
  let index = 0

  async function flush(): Promise<void> {
    const content = buffer.subarray(0, filled)
    // The Blob copies: the buffer is free again.
    const blob = new Blob([content])
    const digest = await crypto.subtle.digest('SHA-256', content)
    await put({ index, blob, digest })
    index += 1
    filled = 0
  }

  return {
    async push(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + SEGMENT_BYTES - filled)
        buffer.set(piece, filled)
        filled += piece.length
        bytes += piece.length
        at += piece.length
        if (filled === SEGMENT_BYTES) await flush()
      }
    },
    async end() {
      if (filled > 0) await flush()
      return { bytes, segments: index }
    },
  }
}
