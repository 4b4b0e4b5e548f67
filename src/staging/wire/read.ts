import { corrupt, cutOff } from '../corrupt'
import { FIXED32, FIXED64, type Field, LEN, MAX_VARINT_BYTES, VARINT, type WireType } from './field'

/** The fields of a message that is in memory, in file order. `at` is where `bytes` start in the file. */
export function* readFields(bytes: Uint8Array<ArrayBuffer>, at: number): Generator<Field, void, void> {
  let here = 0
  const varint = (): Uint8Array<ArrayBuffer> => {
    const start = here
    for (;;) {
      const byte = bytes[here]
      if (byte === undefined) throw cutOff('A number is cut off', at + here, here - start + 1, here - start)
      here += 1
      checkVarintByte(here - start, byte, at + here - 1)
      if (byte < 0x80) return bytes.subarray(start, here)
    }
  }
  const take = (count: number): Uint8Array<ArrayBuffer> => {
    const left = bytes.length - here
    if (count > left) throw cutOff('A field is longer than what holds it', at + here, count, left)
    here += count
    return bytes.subarray(here - count, here)
  }
  while (here < bytes.length) {
    const tag = readTag(varint(), at + here)
    const lengthAt = at + here
    const count = tag.wire === LEN ? lengthOf(varint(), lengthAt) : fixedLength(tag.wire)
    const payloadAt = at + here
    yield { ...tag, payload: count === undefined ? varint() : take(count), at: payloadAt }
  }
}

/** The fields of a message that is a field itself. */
export function readMessage(field: Field): Generator<Field, void, void> {
  checkWire(field, LEN)
  return readFields(field.payload, field.at)
}

/** The number in a field; see `varintValue`. */
export function readNumber(field: Field): number {
  checkWire(field, VARINT)
  return varintValue(field.payload)
}

/** Another parser would pass over a known field of another wire type; what it means to this one must not differ. */
function checkWire({ number, wire, at }: Field, expected: WireType): void {
  if (wire !== expected)
    throw corrupt(`Field ${number} has wire type ${wire} instead of ${expected}`, at, { number })
}

/** `at` is where the tag stands, for the error. */
export function readTag(varint: Uint8Array, at: number): { number: number; wire: WireType } {
  const value = varintValue(varint)
  const wire = value % 8
  const number = Math.floor(value / 8)
  if (number < 1 || number > 0x1fffffff)
    throw corrupt(`This is no ONNX file, or a damaged one: field number ${number}`, at, { number })
  if (wire !== VARINT && wire !== FIXED64 && wire !== LEN && wire !== FIXED32) {
    throw corrupt(`This is no ONNX file, or a damaged one: wire type ${wire}`, at, { wireType: wire })
  }
  return { number, wire }
}

/** Payload bytes of a wire type of fixed size; undefined for a varint. */
export function fixedLength(wire: WireType): number | undefined {
  if (wire === FIXED64) return 8
  if (wire === FIXED32) return 4
  return undefined
}

export function lengthOf(varint: Uint8Array, at: number): number {
  const length = varintValue(varint)
  // 2^63 and more is what a negative length looks like on the wire.
  if (length > Number.MAX_SAFE_INTEGER)
    throw corrupt(`A length of ${length} bytes is not legal`, at, { length })
  return length
}

/** `count` is how many bytes of the varint are there with `byte`; a tenth byte holds bit 63 alone. */
export function checkVarintByte(count: number, byte: number, at: number): void {
  if (count > MAX_VARINT_BYTES || (count === MAX_VARINT_BYTES && byte > 1)) {
    throw corrupt('A number has more than 64 bits', at)
  }
}

/** Unsigned; exact up to 2^53, and never below 2^53 when the number is above. A negative int64 is 2^63 or more. */
export function varintValue(varint: Uint8Array): number {
  let value = 0
  let scale = 1
  for (const byte of varint) {
    value += (byte & 0x7f) * scale
    scale *= 0x80
  }
  return value
}

const NEGATIVE = 2 ** 63

/** An int64 field: a number that is not negative and exact, or undefined. */
export function countValue(varint: Uint8Array): number | undefined {
  const value = varintValue(varint)
  return value < NEGATIVE && value <= Number.MAX_SAFE_INTEGER ? value : undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function readText(field: Field): string {
  checkWire(field, LEN)
  try {
    return utf8.decode(field.payload)
  } catch {
    throw corrupt('A name is not valid UTF-8', field.at)
  }
}
