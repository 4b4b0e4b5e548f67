import type { Field } from '../wire/field'
import { readMessage } from '../wire/read'
import { fieldBytes } from '../wire/write'
import { ATTRIBUTE, FUNCTION, GRAPH, MODEL, NODE, SPARSE, TENSOR } from './fields'
import { type FileRange, messageParts, type Part } from './parts'
import { type ExternalData, isLong, readTensor, type Tensor } from './tensor'

/** Where external data was stored. Throws when it lies beyond the end of its file. */
export type Locate = (external: ExternalData) => FileRange

/** The content of a TensorProto that holds its data itself, wherever it was before. `file` holds the tensor. */
export function inlineTensor(tensor: Tensor, locate: Locate): Part[] {
  const parts: Part[] = []
  for (const field of tensor.fields) {
    if (isLong(field)) {
      parts.push(...messageParts(field.number, [{ file: 0, offset: field.offset, bytes: field.bytes }]))
    } else if (!isExternalField(field, tensor)) {
      parts.push(fieldBytes(field))
    }
  }
  if (tensor.external !== undefined) parts.push(...messageParts(TENSOR.rawData, [locate(tensor.external)]))
  return parts
}

function isExternalField(field: Field, tensor: Tensor): boolean {
  const { externalData, dataLocation, rawData } = TENSOR
  return (
    tensor.external !== undefined && [externalData, dataLocation, rawData].some((n) => n === field.number)
  )
}

/** Something that stands in the file with data beside it. */
export interface WithExternal {
  field: Field
  external: readonly ExternalData[]
}

type Message = 'model' | 'function' | 'graph' | 'node' | 'attribute' | 'sparse' | 'tensor'

/**
 * A field of a message of this kind, with the external data that is anywhere within put inline. All else is copied
 * as it stands.
 */
export function inlineField(
  { field, external }: WithExternal,
  kind: 'model' | 'graph',
  locate: Locate,
): Part[] {
  const inner = WAYS[kind].get(field.number)
  if (external.length === 0 || inner === undefined) return [fieldBytes(field)]
  return messageParts(field.number, inlineMessage(field, inner, locate))
}

/** Which fields lead to a tensor. */
const WAYS: Record<Message, ReadonlyMap<number, Message>> = {
  model: new Map([[MODEL.functions, 'function']]),
  function: new Map([
    [FUNCTION.node, 'node'],
    [FUNCTION.attribute, 'attribute'],
  ]),
  node: new Map([[NODE.attribute, 'attribute']]),
  attribute: new Map([
    [ATTRIBUTE.tensor, 'tensor'],
    [ATTRIBUTE.tensors, 'tensor'],
    [ATTRIBUTE.graph, 'graph'],
    [ATTRIBUTE.graphs, 'graph'],
    [ATTRIBUTE.sparseTensor, 'sparse'],
    [ATTRIBUTE.sparseTensors, 'sparse'],
  ]),
  graph: new Map([
    [GRAPH.node, 'node'],
    [GRAPH.initializer, 'tensor'],
    [GRAPH.sparseInitializer, 'sparse'],
  ]),
  sparse: new Map([
    [SPARSE.values, 'tensor'],
    [SPARSE.indices, 'tensor'],
  ]),
  tensor: new Map(),
}

function inlineMessage(message: Field, kind: Message, locate: Locate): Part[] {
  if (kind === 'tensor') return inlineTensor(readTensor(message.payload, message.at), locate)
  const parts: Part[] = []
  for (const field of readMessage(message)) {
    const inner = WAYS[kind].get(field.number)
    if (inner === undefined) parts.push(fieldBytes(field))
    else parts.push(...messageParts(field.number, inlineMessage(field, inner, locate)))
  }
  return parts
}
