import { urlOfTicket } from '../fetch/ticket'

/** What `InferenceSession.create` was given, whatever its form. */
export interface ModelArgument {
  /** A path of the site or a URL; or the file itself. */
  model: string | Uint8Array<ArrayBuffer>
  options: object
}

/**
 * The four forms of `create`, with the errors of ONNX Runtime for what is none of them.
 * @throws TypeError, RangeError
 */
export function readModelArgument(args: readonly unknown[]): ModelArgument {
  const [model, ...rest] = args
  if (typeof model === 'string') return { model, options: optionsOf(rest[0]) }
  if (model instanceof Uint8Array) return { model: urlOrBytes(model), options: optionsOf(rest[0]) }
  if (!isBuffer(model)) throw new TypeError("Unexpected argument[0]: must be 'path' or 'buffer'.")
  const { bytes, options } = partOf(model, rest)
  return { model: urlOrBytes(bytes), options: optionsOf(options) }
}

function isBuffer(value: unknown): value is ArrayBufferLike {
  const shared = typeof SharedArrayBuffer !== 'undefined' && value instanceof SharedArrayBuffer
  return value instanceof ArrayBuffer || shared
}

function partOf(buffer: ArrayBufferLike, rest: readonly unknown[]): { bytes: Uint8Array; options: unknown } {
  const [offset, length, last] = rest
  if (typeof offset !== 'number') return { bytes: new Uint8Array(buffer), options: offset }
  if (!Number.isSafeInteger(offset)) throw new RangeError("'byteOffset' must be an integer.")
  if (offset < 0 || offset >= buffer.byteLength) {
    throw new RangeError(`'byteOffset' is out of range [0, ${buffer.byteLength}).`)
  }
  const left = buffer.byteLength - offset
  if (length === undefined) return { bytes: new Uint8Array(buffer, offset), options: last }
  if (typeof length !== 'number') throw new TypeError("'byteLength' must be a number.")
  if (!Number.isSafeInteger(length)) throw new RangeError("'byteLength' must be an integer.")
  if (length <= 0 || length > left) throw new RangeError(`'byteLength' is out of range (0, ${left}].`)
  return { bytes: new Uint8Array(buffer, offset, length), options: last }
}

function optionsOf(value: unknown): object {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object') throw new TypeError("'options' must be an object.")
  return value
}

function urlOrBytes(bytes: Uint8Array): string | Uint8Array<ArrayBuffer> {
  const url = urlOfTicket(bytes)
  if (url !== undefined) return url
  const { buffer, byteOffset, byteLength } = bytes
  // A Blob takes no shared memory.
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : bytes.slice()
}
