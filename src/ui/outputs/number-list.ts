/** The numbers of a plain array or of any typed array of numbers; undefined for everything else. */
export function numberList(value: unknown): number[] | undefined {
  const list = Array.isArray(value) ? value : isNumberArray(value) ? Array.from(value) : undefined
  return list?.every((item) => typeof item === 'number') ? list : undefined
}

type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array

function isNumberArray(value: unknown): value is NumberArray {
  return (
    ArrayBuffer.isView(value) &&
    !(value instanceof DataView) &&
    !(value instanceof BigInt64Array) &&
    !(value instanceof BigUint64Array)
  )
}
