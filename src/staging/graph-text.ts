import { typeName } from './onnx/data-type'
import { ATTRIBUTE, GRAPH, MODEL, NODE } from './onnx/fields'
import { readTensor } from './onnx/tensor'
import { readValueInfo } from './onnx/value-info'
import type { Field } from './wire/field'
import { readFields, readText } from './wire/read'

/** What is longer is cut: a text that nobody scrolls through only costs memory. */
const MOST_LINES = 20_000
const MOST_ELEMENTS = 16

/** A graph for reading: its inputs and outputs, and one operator a line. `model` is a skeleton. */
export function graphText(model: Uint8Array<ArrayBuffer>): string {
  const lines: string[] = []
  for (const field of readFields(model, 0)) {
    if (field.number === MODEL.graph) printGraph(field, '', lines)
  }
  if (lines.length <= MOST_LINES) return lines.join('\n')
  return [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more lines`].join('\n')
}

function printGraph(graph: Field, indent: string, lines: string[]): void {
  const fields = [...readFields(graph.payload, graph.at)]
  const values = (number: number): string =>
    fields
      .filter((field) => field.number === number)
      .map(printValue)
      .join(', ')
  const name = fields.filter((field) => field.number === GRAPH.name).map(readText)
  lines.push(`${indent}graph ${name.join('')} (${values(GRAPH.input)}) => (${values(GRAPH.output)}) {`)
  for (const field of fields) {
    if (field.number === GRAPH.initializer) lines.push(`${indent}  ${printTensor(field)}`)
  }
  for (const field of fields) if (field.number === GRAPH.node) printNode(field, `${indent}  `, lines)
  lines.push(`${indent}}`)
}

function printValue(field: Field): string {
  const { name, type, shape } = readValueInfo(field)
  return `${name}: ${type}[${shape.map((dim) => (dim === '' ? '?' : dim)).join(', ')}]`
}

function printTensor(field: Field): string {
  const { name, dataType, dims } = readTensor(field.payload, field.at)
  return `${name} = ${typeName(dataType)}[${dims.join(', ')}]`
}

function printNode(field: Field, indent: string, lines: string[]): void {
  const inputs: string[] = []
  const outputs: string[] = []
  const attributes: string[] = []
  const bodies: Field[] = []
  let operator = ''
  for (const part of readFields(field.payload, field.at)) {
    if (part.number === NODE.input) inputs.push(readText(part))
    else if (part.number === NODE.output) outputs.push(readText(part))
    else if (part.number === NODE.opType) operator = `${operator}${readText(part)}`
    else if (part.number === NODE.domain && part.payload.length > 0)
      operator = `${readText(part)}.${operator}`
    else if (part.number === NODE.attribute) attributes.push(printAttribute(part, bodies))
  }
  const options = attributes.length === 0 ? '' : ` <${attributes.join(', ')}>`
  lines.push(`${indent}${outputs.join(', ')} = ${operator}${options} (${inputs.join(', ')})`)
  for (const body of bodies) printGraph(body, `${indent}  `, lines)
}

const FLOAT = 2
const INT = 3
const STRING = 4
const FLOATS = 7
const INTS = 8

function printAttribute(field: Field, bodies: Field[]): string {
  let name = ''
  const values: string[] = []
  for (const part of readFields(field.payload, field.at)) {
    if (part.number === ATTRIBUTE.name) name = readText(part)
    else if (part.number === INT || part.number === INTS) values.push(...readInts(part))
    else if (part.number === FLOAT || part.number === FLOATS) values.push(...readFloats(part))
    else if (part.number === STRING) values.push(JSON.stringify(new TextDecoder().decode(part.payload)))
    else if (part.number === ATTRIBUTE.tensor) values.push(printTensor(part).replace(/^.* = /, ''))
    else if (part.number === ATTRIBUTE.graph) {
      bodies.push(part)
      values.push('graph')
    }
  }
  const shown = values.slice(0, MOST_ELEMENTS).join(', ')
  const more = values.length > MOST_ELEMENTS ? `, … ${values.length} in all` : ''
  return `${name} = ${values.length === 1 ? shown : `[${shown}${more}]`}`
}

/** One varint, or many packed into one field. */
function readInts({ payload }: Field): string[] {
  const values: string[] = []
  let value = 0n
  let shift = 0n
  for (const byte of payload) {
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80) continue
    values.push(String(BigInt.asIntN(64, value)))
    value = 0n
    shift = 0n
  }
  return values
}

/** One float, or many packed into one field. */
function readFloats({ payload }: Field): string[] {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  return Array.from({ length: Math.floor(payload.byteLength / 4) }, (_, index) =>
    // Seven digits are what a float32 has.
    String(Number(view.getFloat32(index * 4, true).toPrecision(7))),
  )
}
