import type { ValueInfo } from '../../protocol/model'
import type { Field } from '../wire/field'
import { countValue, readMessage, readNumber, readText } from '../wire/read'
import { messageField, numberField, textField } from '../wire/write'
import { typeName } from './data-type'
import { DIM, GRAPH, SHAPE, TENSOR_TYPE, TYPE, VALUE_INFO } from './fields'

const NO_TENSOR: ReadonlyMap<number, string> = new Map([
  [TYPE.sequence, 'sequence'],
  [TYPE.map, 'map'],
  [TYPE.optional, 'optional'],
  [TYPE.opaque, 'opaque'],
])

/** Reads a graph input or output. What is no tensor has the kind as its type, and no shape. */
export function readValueInfo(field: Field): ValueInfo {
  const info: ValueInfo = { name: '', type: typeName(0), shape: [] }
  for (const part of readMessage(field)) {
    if (part.number === VALUE_INFO.name) info.name = readText(part)
    if (part.number !== VALUE_INFO.type) continue
    for (const kind of readMessage(part)) {
      if (kind.number === TYPE.tensor || kind.number === TYPE.sparseTensor) readTensorType(kind, info)
      else info.type = NO_TENSOR.get(kind.number) ?? info.type
    }
  }
  return info
}

function readTensorType(field: Field, info: ValueInfo): void {
  for (const part of readMessage(field)) {
    if (part.number === TENSOR_TYPE.elemType) info.type = typeName(readNumber(part))
    if (part.number !== TENSOR_TYPE.shape) continue
    for (const dim of readMessage(part)) {
      if (dim.number === SHAPE.dim) info.shape.push(readDim(dim))
    }
  }
}

/** Some exporters write -1 for a size that they do not know. */
function readDim(field: Field): number | string {
  let dim: number | string = ''
  for (const part of readMessage(field)) {
    if (part.number === DIM.value) dim = countValue(part.payload) ?? ''
    if (part.number === DIM.param) dim = readText(part)
  }
  return dim
}

/** A graph input for a weight that was taken out of the graph. */
export function weightInput(
  name: string,
  dataType: number,
  dims: readonly number[],
): Uint8Array<ArrayBuffer> {
  const shape = dims.map((dim) => messageField(SHAPE.dim, [numberField(DIM.value, dim)]))
  const tensor = [numberField(TENSOR_TYPE.elemType, dataType), messageField(TENSOR_TYPE.shape, shape)]
  const type = messageField(VALUE_INFO.type, [messageField(TYPE.tensor, tensor)])
  return messageField(GRAPH.input, [textField(VALUE_INFO.name, name), type])
}
