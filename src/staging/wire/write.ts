import { type Field, LEN, VARINT } from './field'

const encoder = new TextEncoder()

/** `value` is an integer from 0 to 2^53 - 1. */
export function varint(value: number): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
  return Uint8Array.from(bytes)
}

/** The ten bytes of a negative int64, from -1 to -2^53 + 1. */
export function negativeVarint(value: number): Uint8Array<ArrayBuffer> {
  const bits = BigInt.asUintN(64, BigInt(value))
  return Uint8Array.from({ length: 10 }, (_, index) => {
    const group = Number((bits >> BigInt(7 * index)) & 0x7fn)
    return index < 9 ? group | 0x80 : group
  })
}

/** Tag and length of a length-delimited field; its `length` bytes of content come next. */
export function lengthHeader(number: number, length: number): Uint8Array<ArrayBuffer> {
  return concat([varint(number * 8 + LEN), varint(length)])
}

/** The field as it stood, tag included. */
export function fieldBytes(field: Pick<Field, 'number' | 'wire' | 'payload'>): Uint8Array<ArrayBuffer> {
  if (field.wire === LEN) return concat([lengthHeader(field.number, field.payload.length), field.payload])
  return concat([varint(field.number * 8 + field.wire), field.payload])
}

export function numberField(number: number, value: number): Uint8Array<ArrayBuffer> {
  return fieldBytes({ number, wire: VARINT, payload: varint(value) })
}

export function textField(number: number, value: string): Uint8Array<ArrayBuffer> {
  return fieldBytes({ number, wire: LEN, payload: encoder.encode(value) })
}

export function messageField(number: number, content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return fieldBytes({ number, wire: LEN, payload: concat(content) })
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
