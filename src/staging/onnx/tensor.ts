import { corrupt, cutOff } from '../corrupt'
import { type Field, LEN, VARINT } from '../wire/field'
import { countValue, readFields, readMessage, readNumber, readText } from '../wire/read'
import { elements, rawBytes } from './data-type'
import { ENTRY, EXTERNAL, TENSOR } from './fields'

/** Where the bytes of a tensor lie in the file that holds the tensor. */
export interface ByteRange {
  offset: number
  bytes: number
}

/** A field whose content was left in the file. */
export interface LongField extends ByteRange {
  number: number
}

/** Where the bytes of a tensor lie in a file beside the model. */
export interface ExternalData {
  /** As the model says it; not to be trusted as a path. */
  location: string
  offset: number
  /** Undefined: the tensor's size is not known and the model does not say; it goes to the end of the file. */
  bytes: number | undefined
}

/** A TensorProto: what it says of itself, and its fields in file order. */
export interface Tensor {
  name: string
  dataType: number
  dims: readonly number[]
  /** Where the message starts in the file. */
  at: number
  fields: readonly (Field | LongField)[]
  /** Where the file has the tensor's memory as it is; undefined when the data is small, external or in another form. */
  raw: ByteRange | undefined
  external: ExternalData | undefined
}

const TYPED_DATA: readonly number[] = [
  TENSOR.floatData,
  TENSOR.int32Data,
  TENSOR.stringData,
  TENSOR.int64Data,
  TENSOR.doubleData,
  TENSOR.uint64Data,
]

const FLOAT = 1

export function isData(number: number): boolean {
  return number === TENSOR.rawData || TYPED_DATA.includes(number)
}

export function isLong(field: Field | LongField): field is LongField {
  return 'offset' in field
}

/** Reads a tensor that is in memory. `at` is where `bytes` start in the file. */
export function readTensor(bytes: Uint8Array<ArrayBuffer>, at: number): Tensor {
  return describeTensor([...readFields(bytes, at)], at)
}

/** Checks a tensor and says what it holds. Fails when its data is not as long as type and dims ask for. */
export function describeTensor(fields: readonly (Field | LongField)[], at: number): Tensor {
  let name = ''
  let dataType = 0
  let external = false
  const dims: number[] = []
  const entries = new Map<string, string>()
  const raw: (Field | LongField)[] = []
  const typed: (Field | LongField)[] = []
  for (const field of fields) {
    if (field.number === TENSOR.rawData) raw.push(field)
    if (TYPED_DATA.includes(field.number)) typed.push(field)
    if (isLong(field)) continue
    if (field.number === TENSOR.rawData && field.wire !== LEN)
      throw corrupt(`raw_data has wire type ${field.wire}`, field.at)
    if (field.number === TENSOR.name) name = readText(field)
    else if (field.number === TENSOR.dataType) dataType = readNumber(field)
    else if (field.number === TENSOR.dataLocation) external = readNumber(field) === EXTERNAL
    else if (field.number === TENSOR.dims) dims.push(...readDims(field))
    else if (field.number === TENSOR.externalData) {
      const entry = readEntry(field)
      entries.set(entry.key, entry.value)
    }
  }
  if (elements(dims) > Number.MAX_SAFE_INTEGER) throw corrupt(`Weight "${name}" is too large: [${dims}]`, at)
  const wanted = rawBytes(dataType, dims)
  const [data, second] = raw
  if (second !== undefined) throw corrupt(`Weight "${name}" has raw data twice`, at)
  if (data !== undefined && !external) {
    const found = isLong(data) ? data.bytes : data.payload.length
    if (wanted !== undefined && wanted !== found)
      throw cutOff(`Weight "${name}" [${dims}]`, at, wanted, found)
  } else if (!external && typed.length === 0 && elements(dims) > 0) {
    throw cutOff(`Weight "${name}" [${dims}] has no data`, at, wanted ?? 1, 0)
  }
  return {
    name,
    dataType,
    dims,
    at,
    fields,
    raw: external ? undefined : memoryOf(data ?? packedFloats(dataType, typed, wanted)),
    external: external ? externalData(entries, name, wanted, at) : undefined,
  }
}

function memoryOf(data: Field | LongField | undefined): ByteRange | undefined {
  return data !== undefined && isLong(data) ? { offset: data.offset, bytes: data.bytes } : undefined
}

/**
 * `float_data` in one packed field is little-endian float32 after float32, and so the same bytes as `raw_data`.
 * The other typed fields are none: `int32_data` holds float16 and uint8 as varints.
 */
function packedFloats(
  dataType: number,
  typed: readonly (Field | LongField)[],
  wanted: number | undefined,
): Field | LongField | undefined {
  const [data, second] = typed
  if (dataType !== FLOAT || data?.number !== TENSOR.floatData || second !== undefined) return undefined
  return isLong(data) && data.bytes === wanted ? data : undefined
}

function externalData(
  entries: ReadonlyMap<string, string>,
  name: string,
  wanted: number | undefined,
  at: number,
): ExternalData {
  const location = entries.get('location')
  if (location === undefined || location === '')
    throw corrupt(`Weight "${name}" names no file for its data`, at)
  const offset = decimal(entries.get('offset') ?? '0', name, at)
  const length = entries.get('length')
  const bytes = length === undefined ? wanted : decimal(length, name, at)
  if (wanted !== undefined && bytes !== wanted)
    throw cutOff(`Weight "${name}" in ${location}`, at, wanted, bytes ?? 0)
  return { location, offset, bytes }
}

function decimal(text: string, name: string, at: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value)) throw corrupt(`Weight "${name}" has the offset or length "${text}"`, at)
  return value
}

/** `dims` come one by one, or packed into one field. */
function readDims(field: Field): number[] {
  if (field.wire === VARINT) return [readDim(field.payload, field.at)]
  if (field.wire !== LEN) throw corrupt(`dims have wire type ${field.wire}`, field.at)
  const dims: number[] = []
  for (let start = 0; start < field.payload.length; ) {
    let end = start
    while ((field.payload[end] ?? 0) >= 0x80) end += 1
    if (end >= field.payload.length) throw corrupt('A dimension is cut off', field.at + start)
    dims.push(readDim(field.payload.subarray(start, end + 1), field.at + start))
    start = end + 1
  }
  return dims
}

function readDim(varint: Uint8Array, at: number): number {
  const dim = countValue(varint)
  if (dim === undefined) throw corrupt('A dimension is negative or too large', at)
  return dim
}

function readEntry(field: Field): { key: string; value: string } {
  const entry = { key: '', value: '' }
  for (const part of readMessage(field)) {
    if (part.number === ENTRY.key) entry.key = readText(part)
    if (part.number === ENTRY.value) entry.value = readText(part)
  }
  return entry
}
