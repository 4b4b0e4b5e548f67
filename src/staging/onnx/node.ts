import { corrupt } from '../corrupt'
import type { Field } from '../wire/field'
import { readFields, readText } from '../wire/read'
import { ATTRIBUTE, GRAPH, NODE } from './fields'
import { type ExternalData, readTensor } from './tensor'

/** What the packer has to know of an operator call. */
export interface Node {
  opType: string
  domain: string
  inputs: readonly string[]
  /** Values of this graph that the bodies of If, Loop or Scan read. */
  captures: readonly string[]
  /** External data that the bodies or attributes of this node refer to. */
  external: readonly ExternalData[]
  /** The node as it stands in the file. */
  field: Field
}

/** Deeper than any exporter nests control flow; a hostile file would end in a stack overflow. */
export const MAX_DEPTH = 64

export function readNode(field: Field, depth = 0): Node {
  if (depth > MAX_DEPTH) throw corrupt(`More than ${MAX_DEPTH} bodies within each other`, field.at)
  let opType = ''
  let domain = ''
  const inputs: string[] = []
  const captures = new Set<string>()
  const external: ExternalData[] = []
  for (const part of readFields(field.payload, field.at)) {
    if (part.number === NODE.opType) opType = readText(part)
    else if (part.number === NODE.domain) domain = readText(part)
    else if (part.number === NODE.input) inputs.push(readText(part))
    else if (part.number === NODE.attribute) readAttribute(part, depth, captures, external)
  }
  return { opType, domain, inputs, captures: [...captures], external, field }
}

function readAttribute(field: Field, depth: number, captures: Set<string>, external: ExternalData[]): void {
  for (const part of readFields(field.payload, field.at)) {
    if (part.number === ATTRIBUTE.tensor || part.number === ATTRIBUTE.tensors) {
      const tensor = readTensor(part.payload, part.at)
      if (tensor.external !== undefined) external.push(tensor.external)
    }
    if (part.number === ATTRIBUTE.graph || part.number === ATTRIBUTE.graphs) {
      readBody(part, depth, captures, external)
    }
  }
}

function readBody(field: Field, depth: number, captures: Set<string>, external: ExternalData[]): void {
  const read = new Set<string>()
  const defined = new Set<string>()
  for (const part of readFields(field.payload, field.at)) {
    if (part.number === GRAPH.node) {
      const node = readNode(part, depth + 1)
      for (const name of [...node.inputs, ...node.captures]) read.add(name)
      for (const name of outputNames(part)) defined.add(name)
      external.push(...node.external)
    } else if (part.number === GRAPH.initializer) {
      const tensor = readTensor(part.payload, part.at)
      defined.add(tensor.name)
      if (tensor.external !== undefined) external.push(tensor.external)
    } else if (part.number === GRAPH.input) {
      defined.add(firstText(part))
    } else if (part.number === GRAPH.output) {
      read.add(firstText(part))
    }
  }
  for (const name of read) if (!defined.has(name)) captures.add(name)
}

function outputNames(node: Field): string[] {
  const parts = [...readFields(node.payload, node.at)]
  return parts.filter((part) => part.number === NODE.output).map(readText)
}

/** The name of a ValueInfoProto. */
function firstText(field: Field): string {
  for (const part of readFields(field.payload, field.at)) if (part.number === 1) return readText(part)
  return ''
}
