/**
 * A field of a protocol buffer as it stands on the wire. Whoever copies a message field by field keeps what
 * it does not know. Groups (wire types 3 and 4) were never part of ONNX and are refused.
 */
export interface Field {
  number: number
  wire: WireType
  /** The varint's own bytes, the 4 or 8 fixed bytes, or the content of a length-delimited field. */
  payload: Uint8Array<ArrayBuffer>
  /** Where the payload starts, in bytes from the start of the file. */
  at: number
}

export const VARINT = 0
export const FIXED64 = 1
export const LEN = 2
export const FIXED32 = 5
export type WireType = typeof VARINT | typeof FIXED64 | typeof LEN | typeof FIXED32

export const MAX_VARINT_BYTES = 10

/** An empty message's content. */
export const NO_BYTES = new Uint8Array(0)
