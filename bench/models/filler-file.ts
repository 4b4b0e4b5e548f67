/** A file of any size that is made while it is read: literal bytes, and stretches of filler between them. */
export interface FillerFile {
  bytes: number
  /** Where each stretch of filler starts. */
  fillers: readonly number[]
  /** Bytes of [start, end), in pieces; the same on each call. */
  read(start: number, end: number): Generator<Uint8Array, void, void>
}

/** Literal bytes, or how many of filler. */
export type FillerPart = Uint8Array | number

/** A prime: no two segments begin at the same place of the pattern, so that one at the wrong place shows. */
const PATTERN_BYTES = 1_048_573
/** What is sent in one piece. */
const PIECE_BYTES = 256 * 1024

let pattern: Uint8Array | undefined

/** Twice over, so that any piece of it lies in one stretch. */
function filler(): Uint8Array {
  if (pattern !== undefined) return pattern
  const bytes = new Uint8Array(2 * PATTERN_BYTES)
  let state = 0x9e3779b9
  for (let at = 0; at < PATTERN_BYTES; at += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    // Below 0x40 a float32 that is made of such bytes is positive and small.
    bytes[at] = state & 0x3f
  }
  bytes.copyWithin(PATTERN_BYTES, 0, PATTERN_BYTES)
  pattern = bytes
  return bytes
}

/** The filler byte at a position of the whole file. */
export function fillerBytes(start: number, length: number): Uint8Array {
  const from = start % PATTERN_BYTES
  return filler().subarray(from, from + length)
}

export function createFillerFile(parts: readonly FillerPart[]): FillerFile {
  const placed: { start: number; end: number; part: FillerPart }[] = []
  let bytes = 0
  for (const part of parts) {
    const end = bytes + (typeof part === 'number' ? part : part.length)
    placed.push({ start: bytes, end, part })
    bytes = end
  }
  return {
    bytes,
    fillers: placed.filter(({ part }) => typeof part === 'number').map(({ start }) => start),
    *read(start, end) {
      for (const { start: from, end: to, part } of placed) {
        if (to <= start || from >= end) continue
        let at = Math.max(start, from)
        const last = Math.min(end, to)
        if (typeof part !== 'number') {
          yield part.subarray(at - from, last - from)
          continue
        }
        while (at < last) {
          const length = Math.min(PIECE_BYTES, last - at)
          yield fillerBytes(at, length)
          at += length
        }
      }
    },
  }
}
