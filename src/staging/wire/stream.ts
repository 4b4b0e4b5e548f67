import { SubletError } from '../../protocol/errors'
import { cutOff } from '../corrupt'
import { type Field, LEN, MAX_VARINT_BYTES, NO_BYTES, type WireType } from './field'
import { checkVarintByte, fixedLength, lengthOf, readTag } from './read'

/** A parser that is written as if all bytes were there: it yields where it needs the next chunk. */
export type Pull<T> = Generator<void, T, void>

/**
 * The bytes of a file as they come in, for a `Pull` parser. It holds one chunk. What a parser takes out of it
 * stays in memory, so `holdLimit` bounds the sum of that; what it skips costs nothing and need not come at all.
 */
export interface ByteStream {
  /** Bytes from the start of the file. */
  position(): number
  /** True when a byte is there, false at the end of the file. */
  more(): Pull<boolean>
  /** Field number and wire type. `end` is where the message ends that holds the field. */
  tag(end: number): Pull<{ number: number; wire: WireType }>
  /** The length of a length-delimited field, which fits into its message. */
  length(end: number): Pull<number>
  /** The rest of a field after its tag. */
  field(tag: { number: number; wire: WireType }, end: number): Pull<Field>
  /** The content of a length-delimited field of `count` bytes. */
  take(count: number): Pull<Uint8Array<ArrayBuffer>>
  /** Goes on behind the next `count` bytes. Whether the file has them is known when it goes on. */
  skip(count: number): void
}

export interface ByteSource {
  stream: ByteStream
  /** Gives a chunk to the parser, `at` bytes from the start of the file. What lies before its position is let go. */
  feed(chunk: Uint8Array, at: number): void
  /** The file is `size` bytes long; what the parser still wants of it is not there. */
  finish(size: number): void
}

/** A field costs an object besides its bytes: without this a file of empty fields would be held without bound. */
const FIELD_BYTES = 64

export function createByteSource(holdLimit: number): ByteSource {
  let chunk: Uint8Array = NO_BYTES
  /** Where `chunk` starts in the file. */
  let base = 0
  let position = 0
  /** Infinity until the file's end is known. */
  let size = Number.POSITIVE_INFINITY
  let held = 0
  let skipped = { at: 0, count: 0 }

  function* more(): Pull<boolean> {
    while (position >= base + chunk.length) {
      if (position > size)
        throw cutOff('The file ends within a weight', skipped.at, skipped.count, size - skipped.at)
      if (size !== Number.POSITIVE_INFINITY) return false
      yield
    }
    return true
  }

  function hold(bytes: number): void {
    held += bytes
    if (held > holdLimit) throw tooMuchInline(held, holdLimit)
  }

  function* varint(end: number): Pull<Uint8Array> {
    const bytes = new Uint8Array(MAX_VARINT_BYTES)
    for (let count = 0; ; count += 1) {
      if (position >= end) throw cutOff('A number is longer than what holds it', position, count + 1, count)
      if (!(yield* more())) throw cutOff('The file ends within a number', position, count + 1, count)
      const byte = chunk[position - base] ?? 0
      checkVarintByte(count + 1, byte, position)
      position += 1
      bytes[count] = byte
      if (byte < 0x80) return bytes.subarray(0, count + 1)
    }
  }

  function* tag(end: number): Pull<{ number: number; wire: WireType }> {
    const at = position
    return readTag(yield* varint(end), at)
  }

  function* length(end: number): Pull<number> {
    const at = position
    const count = lengthOf(yield* varint(end), at)
    const left = end - position
    if (count > left) throw cutOff('A field is longer than what holds it', at, count, left)
    return count
  }

  function* field(head: { number: number; wire: WireType }, end: number): Pull<Field> {
    hold(FIELD_BYTES)
    const count = head.wire === LEN ? yield* length(end) : fixedLength(head.wire)
    const at = position
    if (count !== undefined && count > end - at) {
      throw cutOff('A field is longer than what holds it', at, count, end - at)
    }
    const payload = count === undefined ? (yield* varint(end)).slice() : yield* take(count)
    return { ...head, payload, at }
  }

  function* take(count: number): Pull<Uint8Array<ArrayBuffer>> {
    hold(count)
    const at = position
    const bytes = new Uint8Array(count)
    for (let filled = 0; filled < count; ) {
      if (!(yield* more())) throw cutOff('The file ends within a field', at, count, filled)
      const start = position - base
      const piece = chunk.subarray(start, start + count - filled)
      bytes.set(piece, filled)
      filled += piece.length
      position += piece.length
    }
    return bytes
  }

  return {
    stream: {
      position: () => position,
      more,
      tag,
      length,
      field,
      take,
      skip(count) {
        skipped = { at: position, count }
        position += count
      },
    },
    feed(next, at) {
      if (at > position) throw new Error(`Assertion: byte ${position} is wanted, a chunk starts at ${at}`)
      base = at
      chunk = next
    },
    finish(bytes) {
      if (position < bytes) throw new Error(`Assertion: byte ${position} of ${bytes} is wanted still`)
      size = bytes
    },
  }
}

function tooMuchInline(heldBytes: number, allowedBytes: number): SubletError {
  const message = `The graph without its weights takes ${heldBytes} bytes or more, ${allowedBytes} are allowed.`
  return new SubletError('ModelUnsupported', message, {
    figures: { heldBytes, allowedBytes },
    wayOut: 'Export the model with its weights as initializers, not as Constant nodes.',
  })
}
