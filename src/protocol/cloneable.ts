import { SubletError } from './errors'
import { identify } from './foreign'
import { pathText, type Step } from './value-path'

export interface Crossing {
  /** What to post: plain data is copied, so that what was checked is what is sent, and each getter is read once. */
  value: unknown
  /** What may go along as the transfer list of `postMessage`. Without it, all is cloned. */
  transfer: Transferable[]
}

export interface CrossingOptions {
  /** True of a value whose buffers and bitmaps its owner gives up. */
  given?(value: object): boolean
}

/** Deeper than any data that means something, and well inside of what a stack holds. */
const DEEPEST = 1000

/** The holes of a sparse array are walked like elements; 4,294,967,295 of them take minutes, here and in the page. */
const MOST_ELEMENTS = 2 ** 25
const ARRAY_WAY_OUT = { wayOut: 'Use a typed array: its bytes cross as they are.' }

/**
 * Makes ready a value that is to cross the wall between a page and a runner, in either direction, by structured clone.
 * Arrays cross as their elements, plain objects as their own enumerable properties; the bytes of typed arrays are not
 * looked at.
 *
 * @param root how the value is called in messages, such as `outputs`
 * @throws SubletError `NotCloneable` or `GpuValueEscaped`, naming the path of the value: `outputs[1].onDone is a function`
 */
export function crossing(value: unknown, root: string, options: CrossingOptions = {}): Crossing {
  const copies = new Map<object, unknown>()
  const transfer = new Set<Transferable>()
  const path: Step[] = []

  function copyOf(value: unknown, given: boolean): unknown {
    switch (typeof value) {
      case 'object':
        return value === null ? null : (copies.get(value) ?? copyObject(value, given))
      case 'function':
        throw refused('is a function')
      case 'symbol':
        throw refused('is a symbol')
      default:
        return value
    }
  }

  function copyObject(value: object, givenAlready: boolean): unknown {
    if (path.length > DEEPEST) throw refused(`is nested more than ${DEEPEST} levels deep`)
    const given = givenAlready || options.given?.(value) === true
    if (Array.isArray(value)) return copyArray(value, given)
    if (ArrayBuffer.isView(value)) return copyView(value, given)
    if (value instanceof Map) return copyMap(value, given)
    if (value instanceof Set) return copySet(value, given)
    if (value instanceof ArrayBuffer) return whole(value, value, given)
    if (isPlain(value)) return copyRecord(value, given)
    return foreign(value, given)
  }

  function copyArray(value: readonly unknown[], given: boolean): unknown[] {
    if (value.length > MOST_ELEMENTS) throw refused(`is an array of ${value.length} elements`, ARRAY_WAY_OUT)
    const copy = value.slice()
    copies.set(value, copy)
    for (let index = 0; index < copy.length; index++) {
      const item = copy[index]
      // Numbers and strings are there already: a million of them must not cost a step each.
      if (typeof item !== 'object' && typeof item !== 'function' && typeof item !== 'symbol') continue
      path.push(index)
      copy[index] = copyOf(item, given)
      path.pop()
    }
    return copy
  }

  function copyRecord(value: object, given: boolean): object {
    const copy: Record<string, unknown> = {}
    copies.set(value, copy)
    for (const key of Object.keys(value)) {
      path.push(key)
      const item = copyOf(read(value, key), given)
      // Assigned, this one would be the prototype.
      if (key === '__proto__') Object.defineProperty(copy, key, { value: item, enumerable: true })
      else copy[key] = item
      path.pop()
    }
    return copy
  }

  function read(value: object, key: string): unknown {
    try {
      return Reflect.get(value, key)
    } catch (cause) {
      throw refused(`could not be read: ${cause}`, { cause })
    }
  }

  function copyMap(value: ReadonlyMap<unknown, unknown>, given: boolean): Map<unknown, unknown> {
    const copy = new Map<unknown, unknown>()
    copies.set(value, copy)
    for (const [key, item] of value) {
      path.push({ key })
      copy.set(copyOf(key, given), copyOf(item, given))
      path.pop()
    }
    return copy
  }

  function copySet(value: ReadonlySet<unknown>, given: boolean): Set<unknown> {
    const copy = new Set<unknown>()
    copies.set(value, copy)
    let index = 0
    for (const item of value) {
      path.push({ element: index++ })
      copy.add(copyOf(item, given))
      path.pop()
    }
    return copy
  }

  /** Structured clone takes the whole buffer along with a view: of a part, only the part is sent. */
  function copyView(value: ArrayBufferView, given: boolean): ArrayBufferView {
    const { buffer } = value
    if (!(buffer instanceof ArrayBuffer)) return value
    if (given || value.byteLength === buffer.byteLength || !isTyped(value)) return whole(value, buffer, given)
    const part = value.slice()
    copies.set(value, part)
    if (part.buffer instanceof ArrayBuffer) transfer.add(part.buffer)
    return part
  }

  function whole<T extends object>(value: T, buffer: ArrayBuffer, given: boolean): T {
    if (isDetached(buffer)) throw usedUp(value)
    if (given) transfer.add(buffer)
    return value
  }

  /** What is neither plain data nor a collection. */
  function foreign(value: object, given: boolean): unknown {
    const found = identify(value)
    switch (found.kind) {
      case 'ours':
        return value
      case 'image':
        return whole(value, found.buffer, given)
      case 'bitmap':
        if (found.closed) throw usedUp(value)
        if (given) transfer.add(found.bitmap)
        return value
      case 'gpu':
        throw new SubletError('GpuValueEscaped', `${at()} is ${found.is}.`, { wayOut: found.wayOut })
      case 'refused':
        throw refused(`is ${found.is}`, found)
    }
  }

  const at = (): string => pathText(root, path)
  const refused = (why: string, rest: { wayOut?: string; cause?: unknown } = {}): SubletError =>
    new SubletError('NotCloneable', `${at()} ${why}.`, rest)
  const usedUp = (value: object): SubletError =>
    refused(`is ${nameOf(value)} that was transferred before: there is nothing left in it`, {
      wayOut: 'Hand out a copy of what is needed again (slice()), or leave transfer() away.',
    })

  return { value: copyOf(value, false), transfer: [...transfer] }
}

/** Object literals, of this realm or another one, and objects without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype) return true
  // The namespace of a module has no prototype either, but a tag.
  if (prototype === null) return !(Symbol.toStringTag in value)
  return typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null
}

/** `ArrayBuffer.detached` is younger than some of the browsers. */
function isDetached(buffer: ArrayBuffer): boolean {
  if (buffer.byteLength > 0) return false
  try {
    return new Uint8Array(buffer).length > 0
  } catch {
    return true
  }
}

function isTyped(value: ArrayBufferView): value is Uint8Array {
  return !(value instanceof DataView)
}

function nameOf(value: object): string {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1)
  return /^[AEIO]/.test(tag) ? `an ${tag}` : `a ${tag}`
}
