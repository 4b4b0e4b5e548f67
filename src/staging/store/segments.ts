/** Files are stored in stretches of this size (DESIGN 6). */
export const SEGMENT_BYTES = 16 * 1024 * 1024

export interface Segment {
  index: number
  blob: Blob
  /** SHA-256. */
  digest: ArrayBuffer
}

export function segmentCount(bytes: number): number {
  return Math.ceil(bytes / SEGMENT_BYTES)
}

/** Bytes of a segment of a file of `total` bytes. */
export function segmentLength(index: number, total: number): number {
  return Math.min(SEGMENT_BYTES, total - index * SEGMENT_BYTES)
}
