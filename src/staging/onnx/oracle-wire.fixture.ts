/** A protocol buffer decoder of its own, for the oracle: everything in memory, by BigInt, and no limits. */
export interface RawField {
  number: number
  wire: number
  /** What a varint says; 0 for the others. */
  value: bigint
  /** The content of a length-delimited field; else the bytes of the value. */
  bytes: Uint8Array
}

export function decode(message: Uint8Array): RawField[] {
  const fields: RawField[] = []
  let at = 0
  const varint = (): bigint => {
    const first = message[at]
    if (first !== undefined && first < 0x80) {
      at += 1
      return BigInt(first)
    }
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at]
      if (byte === undefined) throw new RangeError('the oracle met the end of a message')
      at += 1
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  while (at < message.length) {
    const key = varint()
    const wire = Number(key & 7n)
    const start = at
    let value = 0n
    let bytes: Uint8Array
    if (wire === 0) {
      value = varint()
      bytes = message.subarray(start, at)
    } else {
      const length = wire === 2 ? Number(varint()) : wire === 1 ? 8 : 4
      bytes = message.subarray(at, at + length)
      if (bytes.length < length) throw new RangeError('the oracle met the end of a field')
      at += length
    }
    fields.push({ number: Number(key >> 3n), wire, value, bytes })
  }
  return fields
}

export function all(fields: readonly RawField[], number: number): RawField[] {
  return fields.filter((field) => field.number === number)
}

const decoder = new TextDecoder()

/** The last one counts. */
export function text(fields: readonly RawField[], number: number): string {
  return decoder.decode(all(fields, number).at(-1)?.bytes)
}

export function texts(fields: readonly RawField[], number: number): string[] {
  return all(fields, number).map(({ bytes }) => decoder.decode(bytes))
}

export function integer(fields: readonly RawField[], number: number): bigint {
  return all(fields, number).at(-1)?.value ?? 0n
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
