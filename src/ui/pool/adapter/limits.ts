import { formatBytes } from '../../format/bytes'
import type { AdapterFacts } from './facts'

export interface ShownLimit {
  name: string
  /** With separators: `4,294,967,292`. */
  value: string
  /** What it is in bytes, where it is bytes and they are many. */
  bytes: string | undefined
}

const IS_BYTES = /(BufferSize|BindingSize|StorageSize|BytesPerSample|BufferArrayStride|OffsetAlignment)$/

/** Those whose name has all words of `search` in it, in any case and order; a number is searched in values. */
export function findLimits(limits: AdapterFacts['limits'], search: string): ShownLimit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return limits.map(shown).filter(({ name, value }) => {
    const text = `${name.toLowerCase()} ${value} ${value.replaceAll(',', '')}`
    return words.every((word) => text.includes(word))
  })
}

function shown({ name, value }: AdapterFacts['limits'][number]): ShownLimit {
  const isBytes = IS_BYTES.test(name) && value >= 1_000
  return { name, value: value.toLocaleString('en'), bytes: isBytes ? formatBytes(value) : undefined }
}
