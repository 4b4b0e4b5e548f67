import { createHash } from 'node:crypto'

/** The content of a file that need not exist: whoever serves it asks for stretches of it. */
export interface ByteSource {
  size: number
  /** Exactly `end - start` bytes. Called with stretches of at most 1 MiB. */
  read(start: number, end: number): Uint8Array
  /** Lower-case hex, where it is known beforehand; else it is computed when first asked for. */
  sha256?: string
}

export const CHUNK = 1024 * 1024

export function toSource(content: Uint8Array | string | ByteSource): ByteSource {
  if (typeof content === 'string') return toSource(new TextEncoder().encode(content))
  if (!(content instanceof Uint8Array)) return content
  return { size: content.length, read: (start, end) => content.subarray(start, end) }
}

/**
 * Bytes that depend on `seed` and their place only, and never repeat in a shorter period than 4 GiB. As float32 all
 * of them are finite and below 2 in size: the top byte of every four is 0x3f or 0xbf.
 */
export function noise(size: number, seed = 1): ByteSource {
  const word = (index: number): number => {
    let mixed = Math.imul((index + seed) ^ (index >>> 16), 0x45d9f3b)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
    mixed ^= mixed >>> 16
    return (mixed & 0x80ffffff) | 0x3f000000
  }
  return {
    size,
    read(start, end) {
      const first = Math.floor(start / 4)
      const words = new Uint32Array(Math.ceil(end / 4) - first)
      for (let index = 0; index < words.length; index++) words[index] = word(first + index)
      return new Uint8Array(words.buffer).subarray(start - first * 4, end - first * 4)
    },
  }
}

/** One after the other: a model of any size is its few real bytes around weights that are made up. */
export function concat(parts: readonly (Uint8Array | string | ByteSource)[]): ByteSource {
  let size = 0
  const placed = parts.map((part) => {
    const source = toSource(part)
    const start = size
    size += source.size
    return { start, end: size, source }
  })
  return {
    size,
    read(start, end) {
      const out = new Uint8Array(end - start)
      for (const part of placed) {
        const from = Math.max(start, part.start)
        const to = Math.min(end, part.end)
        if (from < to) out.set(part.source.read(from - part.start, to - part.start), from - start)
      }
      return out
    },
  }
}

/** Stretches of `start` to `end`, in order. */
export function* chunks({ read }: ByteSource, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < end; at += CHUNK) yield read(at, Math.min(at + CHUNK, end))
}

/** Of the whole content; about 1.5 s for each GB of `noise`. */
export function sha256Of(source: ByteSource): string {
  if (source.sha256 !== undefined) return source.sha256
  const hash = createHash('sha256')
  for (const bytes of chunks(source, 0, source.size)) hash.update(bytes)
  return hash.digest('hex')
}
