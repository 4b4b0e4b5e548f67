import { LEN, VARINT } from '../wire/field'
import { readMessage } from '../wire/read'
import { fieldBytes, messageField, negativeVarint, numberField, textField, varint } from '../wire/write'
import { ATTRIBUTE, GRAPH, INT, NODE, TENSOR } from './fields'
import type { Node } from './node'
import type { Outline } from './outline'
import type { Part } from './parts'
import { attributeName, type Fold, transB } from './transpose-fold'

export interface Rewrite {
  /** What stands in the place of a node; nothing for a Transpose that is no longer read. */
  nodes: ReadonlyMap<Node, readonly Part[]>
  /** Fields of the graph that come with them. */
  added: readonly Part[]
}

/** Writes the folds. The weights keep their names and bytes; values that are new have names that nothing else has. */
export function rewriteFolds(folds: readonly Fold[], outline: Outline): Rewrite {
  const nodes = new Map<Node, readonly Part[]>()
  const added: Part[] = []
  if (folds.length === 0) return { nodes, added }
  const prefix = unusedPrefix(outline)
  for (const [index, { transpose, weight, readers }] of folds.entries()) {
    nodes.set(transpose, [])
    const columns = `${prefix}${index}/columns`
    if (readers.some((node) => node.operator === 'MatMul'))
      added.push(int64Weight(columns, weight.dims[0] ?? 0))
    for (const [nth, reader] of readers.entries()) {
      const parts =
        reader.operator === 'Gemm'
          ? [turnedGemm(reader, weight.name)]
          : gemmForMatMul(reader, weight.name, columns, `${prefix}${index}/${nth}/`)
      nodes.set(reader, parts)
    }
  }
  return { nodes, added }
}

/** The node as it stands, but for its second input and `transB`. */
function turnedGemm(node: Node, weight: string): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  let inputs = 0
  for (const part of readMessage(node.field)) {
    if (part.number === NODE.input) {
      inputs += 1
      parts.push(inputs === 2 ? textField(NODE.input, weight) : fieldBytes(part))
    } else if (part.number !== NODE.attribute || attributeName(part) !== 'transB') {
      parts.push(fieldBytes(part))
    }
  }
  return messageField(GRAPH.node, [...parts, intAttribute('transB', transB(node) === true ? 0 : 1)])
}

/**
 * `MatMul(x, Transpose(W))` for an x of any rank. Not `FusedMatMul`, which has no WebGPU kernel in ONNX Runtime Web
 * 1.30. Flatten and Reshape copy nothing, and the shape never leaves the CPU.
 */
function gemmForMatMul(
  { inputs: [x = ''], outputs: [y = ''] }: Node,
  weight: string,
  columns: string,
  prefix: string,
): Uint8Array<ArrayBuffer>[] {
  const value = {
    flat: `${prefix}flat`,
    product: `${prefix}product`,
    rows: `${prefix}rows`,
    shape: `${prefix}shape`,
  }
  return [
    writeNode('Flatten', [x], value.flat, intAttribute('axis', -1)),
    writeNode('Gemm', [value.flat, weight], value.product, intAttribute('transB', 1)),
    writeNode('Shape', [x], value.rows, intAttribute('end', -1)),
    writeNode('Concat', [value.rows, columns], value.shape, intAttribute('axis', 0)),
    // Without `allowzero` a 0 would stand for the dimension of the product at that place.
    writeNode('Reshape', [value.product, value.shape], y, intAttribute('allowzero', 1)),
  ]
}

function writeNode(
  opType: string,
  inputs: readonly string[],
  output: string,
  attribute: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const names = inputs.map((name) => textField(NODE.input, name))
  return messageField(GRAPH.node, [
    ...names,
    textField(NODE.output, output),
    textField(NODE.opType, opType),
    attribute,
  ])
}

function intAttribute(name: string, value: number): Uint8Array<ArrayBuffer> {
  const payload = value < 0 ? negativeVarint(value) : varint(value)
  return messageField(NODE.attribute, [
    textField(ATTRIBUTE.name, name),
    fieldBytes({ number: ATTRIBUTE.int, wire: VARINT, payload }),
    numberField(ATTRIBUTE.type, INT),
  ])
}

const INT64 = 7

/** A tensor of one int64. */
function int64Weight(name: string, value: number): Uint8Array<ArrayBuffer> {
  const payload = new Uint8Array(8)
  new DataView(payload.buffer).setBigInt64(0, BigInt(value), true)
  return messageField(GRAPH.initializer, [
    numberField(TENSOR.dims, 1),
    numberField(TENSOR.dataType, INT64),
    textField(TENSOR.name, name),
    fieldBytes({ number: TENSOR.rawData, wire: LEN, payload }),
  ])
}

const latin1 = new TextDecoder('latin1')

/** A start of names that occurs nowhere in the graph, nor in its bodies. */
function unusedPrefix({ nodes, inputs, outputs, initializers, graphFields }: Outline): string {
  const fields = [...[...nodes, ...inputs, ...outputs].map(({ field }) => field), ...graphFields]
  const occurs = (prefix: string): boolean =>
    initializers.some(({ name }) => name.includes(prefix)) ||
    fields.some(({ payload }) => latin1.decode(payload).includes(prefix))
  let prefix = 'sublet/'
  for (let nth = 2; occurs(prefix); nth += 1) prefix = `sublet${nth}/`
  return prefix
}
