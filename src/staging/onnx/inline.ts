import type { Field } from '../wire/field'
import { readFields } from '../wire/read'
import { fieldBytes } from '../wire/write'
import { ATTRIBUTE, GRAPH, NODE, TENSOR } from './fields'
import type { Node } from './node'
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

/** The node, with external data of its attributes and bodies put inline. All else is copied as it stands. */
export function inlineNode(node: Node, locate: Locate): Part[] {
  if (node.external.length === 0) return [fieldBytes(node.field)]
  return messageParts(node.field.number, inlineMessage(node.field, 'node', locate))
}

type Message = 'node' | 'attribute' | 'graph' | 'tensor'

/** Which fields lead to a tensor. */
const WAYS: Record<Message, ReadonlyMap<number, Message>> = {
  node: new Map([[NODE.attribute, 'attribute']]),
  attribute: new Map([
    [ATTRIBUTE.tensor, 'tensor'],
    [ATTRIBUTE.tensors, 'tensor'],
    [ATTRIBUTE.graph, 'graph'],
    [ATTRIBUTE.graphs, 'graph'],
  ]),
  graph: new Map([
    [GRAPH.node, 'node'],
    [GRAPH.initializer, 'tensor'],
  ]),
  tensor: new Map(),
}

function inlineMessage(message: Field, kind: Message, locate: Locate): Part[] {
  const parts: Part[] = []
  for (const field of readFields(message.payload, message.at)) {
    const inner = WAYS[kind].get(field.number)
    if (inner === undefined) parts.push(fieldBytes(field))
    else if (inner === 'tensor') {
      parts.push(...messageParts(field.number, inlineTensor(readTensor(field.payload, field.at), locate)))
    } else parts.push(...messageParts(field.number, inlineMessage(field, inner, locate)))
  }
  return parts
}
