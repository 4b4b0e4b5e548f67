import { SubletError } from '../../protocol/errors'
import { cutOff } from '../corrupt'
import { type Field, LEN, MAX_VARINT_BYTES, NO_BYTES, type WireType } from './field'
import { checkVarintByte, fixedLength, lengthOf, readTag } from './read'

/** A parser that is written as if all bytes were there: it yields where it needs the next chunk. */
export type Pull<T> = Generator<void, T, void>

/**
 * The bytes of a file as they come in, for a `Pull` parser. It holds one chunk. What a parser takes out of it
 * stays in memory, so `holdLimit` bounds the sum of that; what it skips costs nothing.
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
  skip(count: number): Pull<void>
}

export interface ByteSource {
  stream: ByteStream
  /** Gives the next chunk to the parser, which has used up the one before. */
  feed(chunk: Uint8Array): void
  /** The file ends here. */
  finish(): void
}

export function createByteSource(holdLimit: number): ByteSource {
  let chunk: Uint8Array = NO_BYTES
  let here = 0
  /** Where `chunk` starts in the file. */
  let base = 0
  let ended = false
  let held = 0

  const position = (): number => base + here

  function* more(): Pull<boolean> {
    while (here === chunk.length) {
      if (ended) return false
      yield
    }
    return true
  }

  function* varint(end: number): Pull<Uint8Array> {
    const bytes = new Uint8Array(MAX_VARINT_BYTES)
    for (let count = 0; ; count += 1) {
      if (position() >= end)
        throw cutOff('A number is longer than what holds it', position(), count + 1, count)
      if (!(yield* more())) throw cutOff('The file ends within a number', position(), count + 1, count)
      const byte = chunk[here] ?? 0
      checkVarintByte(count + 1, byte, position())
      here += 1
      bytes[count] = byte
      if (byte < 0x80) return bytes.subarray(0, count + 1)
    }
  }

  function* tag(end: number): Pull<{ number: number; wire: WireType }> {
    const at = position()
    return readTag(yield* varint(end), at)
  }

  function* length(end: number): Pull<number> {
    const at = position()
    const count = lengthOf(yield* varint(end), at)
    const left = end - position()
    if (count > left) throw cutOff('A field is longer than what holds it', at, count, left)
    return count
  }

  function* field(head: { number: number; wire: WireType }, end: number): Pull<Field> {
    const count = head.wire === LEN ? yield* length(end) : fixedLength(head.wire)
    const at = position()
    if (count !== undefined && count > end - at) {
      throw cutOff('A field is longer than what holds it', at, count, end - at)
    }
    const payload = count === undefined ? (yield* varint(end)).slice() : yield* take(count)
    return { ...head, payload, at }
  }

  function* take(count: number): Pull<Uint8Array<ArrayBuffer>> {
    held += count
    if (held > holdLimit) throw tooMuchInline(held, holdLimit)
    const at = position()
    const bytes = new Uint8Array(count)
    for (let filled = 0; filled < count; ) {
      if (!(yield* more())) throw cutOff('The file ends within a field', at, count, filled)
      const piece = chunk.subarray(here, here + count - filled)
      bytes.set(piece, filled)
      filled += piece.length
      here += piece.length
    }
    return bytes
  }

  function* skip(count: number): Pull<void> {
    const at = position()
    for (let left = count; left > 0; ) {
      if (!(yield* more())) throw cutOff('The file ends within a weight', at, count, count - left)
      const step = Math.min(left, chunk.length - here)
      here += step
      left -= step
    }
  }

  return {
    stream: { position, more, tag, length, field, take, skip },
    feed(next) {
      if (here !== chunk.length) throw new Error('Assertion: the chunk before was not used up')
      base += chunk.length
      here = 0
      chunk = next
    },
    finish() {
      ended = true
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
