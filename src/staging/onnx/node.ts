import { corrupt } from '../corrupt'
import type { Field } from '../wire/field'
import { readMessage, readText } from '../wire/read'
import { ATTRIBUTE, GRAPH, NODE } from './fields'
import { operatorKey, PASSED_ON, type Use } from './operator'
import { readSparse } from './sparse'
import { type ExternalData, readTensor } from './tensor'

/** A value from outside that a body of If, Loop or Scan reads. */
export interface Capture {
  name: string
  use: Use
}

/** What the packer has to know of an operator call. */
export interface Node {
  operator: string
  inputs: readonly string[]
  outputs: readonly string[]
  /** Its AttributeProtos, as they stand. */
  attributes: readonly Field[]
  /** Values of this graph that the bodies read, and where. */
  captures: readonly Capture[]
  /** External data that the bodies or attributes of this node refer to. */
  external: readonly ExternalData[]
  /** The node as it stands in the file. */
  field: Field
}

/** Deeper than any exporter nests control flow; a hostile file would end in a stack overflow. */
export const MAX_DEPTH = 64

/** What is found inside attributes. */
export interface Found {
  captures: Capture[]
  external: ExternalData[]
}

export function readNode(field: Field, depth = 0): Node {
  if (depth > MAX_DEPTH) throw corrupt(`More than ${MAX_DEPTH} bodies within each other`, field.at)
  let opType = ''
  let domain = ''
  let overload = ''
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: Field[] = []
  const found: Found = { captures: [], external: [] }
  for (const part of readMessage(field)) {
    if (part.number === NODE.opType) opType = readText(part)
    else if (part.number === NODE.domain) domain = readText(part)
    else if (part.number === NODE.overload) overload = readText(part)
    else if (part.number === NODE.input) inputs.push(readText(part))
    else if (part.number === NODE.output) outputs.push(readText(part))
    else if (part.number === NODE.attribute) {
      attributes.push(part)
      readAttribute(part, depth, found)
    }
  }
  return { operator: operatorKey(domain, opType, overload), inputs, outputs, attributes, ...found, field }
}

/** Where a node reads which value; an input that is left out has no name. */
export function* usesOf(
  node: Pick<Node, 'operator' | 'inputs' | 'captures'>,
): Generator<Capture, void, void> {
  for (const [operand, name] of node.inputs.entries())
    if (name !== '') yield { name, use: { operator: node.operator, operand } }
  yield* node.captures
}

export function readAttribute(field: Field, depth: number, found: Found): void {
  for (const part of readMessage(field)) {
    if (part.number === ATTRIBUTE.tensor || part.number === ATTRIBUTE.tensors) {
      const tensor = readTensor(part.payload, part.at)
      if (tensor.external !== undefined) found.external.push(tensor.external)
    } else if (part.number === ATTRIBUTE.sparseTensor || part.number === ATTRIBUTE.sparseTensors) {
      found.external.push(...readSparse(part).external)
    } else if (part.number === ATTRIBUTE.graph || part.number === ATTRIBUTE.graphs) {
      readBody(part, depth, found)
    }
  }
}

function readBody(field: Field, depth: number, found: Found): void {
  const read: Capture[] = []
  const defined = new Set<string>()
  for (const part of readMessage(field)) {
    if (part.number === GRAPH.node) {
      const node = readNode(part, depth + 1)
      for (const use of usesOf(node)) read.push(use)
      for (const name of node.outputs) defined.add(name)
      for (const external of node.external) found.external.push(external)
    } else if (part.number === GRAPH.initializer) {
      const tensor = readTensor(part.payload, part.at)
      defined.add(tensor.name)
      if (tensor.external !== undefined) found.external.push(tensor.external)
    } else if (part.number === GRAPH.sparseInitializer) {
      const sparse = readSparse(part)
      defined.add(sparse.name)
      found.external.push(...sparse.external)
    } else if (part.number === GRAPH.input) {
      defined.add(firstText(part))
    } else if (part.number === GRAPH.output) {
      read.push({ name: firstText(part), use: { operator: PASSED_ON, operand: 0 } })
    }
  }
  for (const use of read) if (!defined.has(use.name)) found.captures.push(use)
}

/** The name of a ValueInfoProto. */
function firstText(field: Field): string {
  let name = ''
  for (const part of readMessage(field)) if (part.number === 1) name = readText(part)
  return name
}
