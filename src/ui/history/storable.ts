import { formatBytes } from '../format/bytes'

/** One value above this would push most others out. */
const MOST_BYTES = 50_000_000

/** What structured clone can store beside plain data, by its tag. */
const STORABLE =
  /^(Date|RegExp|Boolean|Number|String|BigInt|Blob|File|FileList|ImageData|DOM\w+|ArrayBuffer)$/

/** Makes values ready for a database. What is the same object in two of them is stored once. */
export interface Storing {
  /** @param name how the value is called in notes */
  store(value: unknown, name: string): unknown
  /** Of all that was stored, roughly. */
  readonly bytes: number
  /** Values that were left out, and why. */
  readonly notes: readonly string[]
}

/** @param most bytes of one value; a larger one is left out */
export function createStoring(most = MOST_BYTES): Storing {
  const copies = new Map<object, unknown>()
  const notes = new Set<string>()
  let bytes = 0

  function copyOf(value: unknown, path: string): unknown {
    switch (typeof value) {
      case 'string':
        bytes += 2 * value.length
        return value
      case 'object':
        if (value === null) return null
        if (copies.has(value)) return copies.get(value)
        return copyObject(value, path)
      case 'function':
      case 'symbol':
        return leftOut(`${path} is a ${typeof value}, which cannot be stored`)
      default:
        bytes += 8
        return value
    }
  }

  function copyObject(value: object, path: string): unknown {
    if (Array.isArray(value)) {
      const copy: unknown[] = []
      copies.set(value, copy)
      for (const [at, item] of value.entries()) copy.push(copyOf(item, `${path}[${at}]`))
      return copy
    }
    if (value instanceof Map) {
      const copy = new Map<unknown, unknown>()
      copies.set(value, copy)
      for (const [key, item] of value) copy.set(copyOf(key, path), copyOf(item, path))
      return copy
    }
    if (value instanceof Set) {
      const copy = new Set<unknown>()
      copies.set(value, copy)
      for (const item of value) copy.add(copyOf(item, path))
      return copy
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === null || Object.getPrototypeOf(prototype) === null) {
      const copy: Record<string, unknown> = {}
      copies.set(value, copy)
      for (const [key, item] of Object.entries(value)) copy[key] = copyOf(item, `${path}.${key}`)
      return copy
    }
    const copy = copyBinary(value, path)
    copies.set(value, copy)
    return copy
  }

  function copyBinary(value: object, path: string): unknown {
    if (ArrayBuffer.isView(value)) {
      bytes += value.byteLength
      // The whole of a buffer would be stored with a view of a part; and what threads share cannot be stored.
      const own = value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength
      return own || !('slice' in value) || typeof value.slice !== 'function' ? value : value.slice()
    }
    const tag = Object.prototype.toString.call(value).slice(8, -1)
    if (tag === 'ImageBitmap' && value instanceof ImageBitmap) return copyBitmap(value, path)
    if (value instanceof Error) return value
    if (!STORABLE.test(tag)) return leftOut(`${path} is a ${tag}, which cannot be stored`)
    bytes += sizeOf(value)
    return value
  }

  /** A bitmap can be sent, but not stored: its pixels can. */
  function copyBitmap(bitmap: ImageBitmap, path: string): unknown {
    const { width, height } = bitmap
    if (width === 0 || height === 0) return leftOut(`${path} is a picture that was closed`)
    const context = new OffscreenCanvas(width, height).getContext('2d')
    if (context === null) return leftOut(`${path} is an ImageBitmap, which cannot be read here`)
    context.drawImage(bitmap, 0, 0)
    bytes += 4 * width * height
    return context.getImageData(0, 0, width, height)
  }

  function leftOut(note: string): undefined {
    notes.add(note)
    return undefined
  }

  return {
    store(value, name) {
      const before = bytes
      const copy = copyOf(value, name)
      const size = bytes - before
      if (size <= most) return copy
      bytes = before
      return leftOut(`${name} has ${formatBytes(size)}: ${formatBytes(most)} of one value are kept at most`)
    },
    get bytes() {
      return bytes
    },
    get notes() {
      return [...notes]
    },
  }
}

function sizeOf(value: object): number {
  if (value instanceof Blob) return value.size
  if (value instanceof ArrayBuffer) return value.byteLength
  if (value instanceof ImageData) return value.data.byteLength
  return 8
}
