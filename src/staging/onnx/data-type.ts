import * as v from 'valibot'
import { type MovableType, movableTypeSchema } from '../../protocol/model'

interface DataType {
  /** As ONNX Runtime Web calls it, where it has a name for it. */
  name: string
  /** Per element in `raw_data`; undefined where the packer cannot tell. */
  bits: number | undefined
}

/** `TensorProto.DataType` by its number. */
const DATA_TYPES: readonly DataType[] = [
  { name: 'undefined', bits: undefined },
  { name: 'float32', bits: 32 },
  { name: 'uint8', bits: 8 },
  { name: 'int8', bits: 8 },
  { name: 'uint16', bits: 16 },
  { name: 'int16', bits: 16 },
  { name: 'int32', bits: 32 },
  { name: 'int64', bits: 64 },
  { name: 'string', bits: undefined },
  { name: 'bool', bits: 8 },
  { name: 'float16', bits: 16 },
  { name: 'float64', bits: 64 },
  { name: 'uint32', bits: 32 },
  { name: 'uint64', bits: 64 },
  { name: 'complex64', bits: 64 },
  { name: 'complex128', bits: 128 },
  { name: 'bfloat16', bits: 16 },
  { name: 'float8e4m3fn', bits: 8 },
  { name: 'float8e4m3fnuz', bits: 8 },
  { name: 'float8e5m2', bits: 8 },
  { name: 'float8e5m2fnuz', bits: 8 },
  { name: 'uint4', bits: 4 },
  { name: 'int4', bits: 4 },
  { name: 'float4e2m1', bits: 4 },
  { name: 'float8e8m0', bits: 8 },
  { name: 'uint2', bits: 2 },
  { name: 'int2', bits: 2 },
]

const UNKNOWN: DataType = { name: 'unknown', bits: undefined }

export function typeName(dataType: number): string {
  return (DATA_TYPES[dataType] ?? UNKNOWN).name
}

export function movableType(dataType: number): MovableType | undefined {
  const name = typeName(dataType)
  return v.is(movableTypeSchema, name) ? name : undefined
}

/** Bytes that a tensor takes in `raw_data`, where elements of less than a byte are packed; undefined: cannot tell. */
export function rawBytes(dataType: number, dims: readonly number[]): number | undefined {
  const { bits } = DATA_TYPES[dataType] ?? UNKNOWN
  if (bits === undefined) return undefined
  return Math.ceil((elements(dims) * bits) / 8)
}

export function elements(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1)
}
