import {
  DIM,
  GRAPH,
  MODEL,
  NODE,
  OPSET,
  SHAPE,
  TENSOR,
  TENSOR_TYPE,
  TYPE,
  VALUE_INFO,
} from '../../src/staging/onnx/fields'
import { concat, lengthHeader, messageField, numberField, textField } from '../../src/staging/wire/write'

export interface GeneratedModel {
  bytes: number
  /** The file from its start, the same on each call, made on the fly: it never lies in memory whole. */
  chunks(): Generator<Uint8Array, void, void>
}

interface Weight {
  name: string
  dims: readonly number[]
  /** Weights lie within +-scale, so that products of any depth stay finite. */
  scale: number
}

const FLOAT = 1
const CHUNK_FLOATS = 65_536

/**
 * An ONNX file with the weights of a transformer, float32: for each block four square matrices, one up and one down,
 * a bias behind each. The graph multiplies them one after the other: `x` [1, width] to `y`.
 */
export function transformer({ blocks, width }: { blocks: number; width: number }): GeneratedModel {
  const layers = Array.from({ length: blocks }, (_, block) => blockLayers(block, width)).flat()
  const weights = layers.flatMap(({ matrix, bias }) => [matrix, bias])
  const heads = weights.map(initializerHead)
  const graphHead = concat([
    ...nodes(layers),
    valueInfo(GRAPH.input, 'x', width),
    valueInfo(GRAPH.output, 'y', width),
  ])
  const graphBytes =
    graphHead.length +
    heads.reduce((sum, head) => sum + head.length, 0) +
    weights.reduce((sum, weight) => sum + rawBytes(weight), 0)
  const start = concat([
    numberField(MODEL.irVersion, 8),
    messageField(MODEL.opsetImport, [textField(OPSET.domain, ''), numberField(OPSET.version, 17)]),
    lengthHeader(MODEL.graph, graphBytes),
    graphHead,
  ])
  return {
    bytes: start.length - graphHead.length + graphBytes,
    *chunks() {
      yield start
      const random = createRandom()
      for (const [index, weight] of weights.entries()) {
        yield heads[index] ?? new Uint8Array(0)
        yield* randomFloats(elements(weight), weight.scale, random)
      }
    },
  }
}

interface Layer {
  name: string
  matrix: Weight
  bias: Weight
}

function blockLayers(block: number, width: number): Layer[] {
  const layer = (name: string, from: number, to: number): Layer => ({
    name: `${block}.${name}`,
    matrix: { name: `${block}.${name}.weight`, dims: [from, to], scale: Math.sqrt(3 / from) },
    bias: { name: `${block}.${name}.bias`, dims: [to], scale: 0.1 },
  })
  const square = ['q', 'k', 'v', 'o'].map((name) => layer(name, width, width))
  return [...square, layer('up', width, 4 * width), layer('down', 4 * width, width)]
}

function nodes(layers: readonly Layer[]): Uint8Array[] {
  return layers.flatMap(({ name, matrix, bias }, index) => {
    const from = index === 0 ? 'x' : `${layers[index - 1]?.name}.out`
    const to = index === layers.length - 1 ? 'y' : `${name}.out`
    return [
      node('MatMul', [from, matrix.name], `${name}.product`),
      node('Add', [`${name}.product`, bias.name], to),
    ]
  })
}

function node(opType: string, inputs: readonly string[], output: string): Uint8Array {
  return messageField(GRAPH.node, [
    ...inputs.map((input) => textField(NODE.input, input)),
    textField(NODE.output, output),
    textField(NODE.opType, opType),
  ])
}

/** A graph input or output of dims [1, width], float32. */
export function valueInfo(field: number, name: string, width: number): Uint8Array {
  const dims = [1, width].map((dim) => messageField(SHAPE.dim, [numberField(DIM.value, dim)]))
  const tensor = [numberField(TENSOR_TYPE.elemType, FLOAT), messageField(TENSOR_TYPE.shape, dims)]
  const type = messageField(VALUE_INFO.type, [messageField(TYPE.tensor, tensor)])
  return messageField(field, [textField(VALUE_INFO.name, name), type])
}

/** Everything of an initializer that stands before its raw data, which comes last. */
function initializerHead(weight: Weight): Uint8Array {
  const described = concat([
    ...weight.dims.map((dim) => numberField(TENSOR.dims, dim)),
    numberField(TENSOR.dataType, FLOAT),
    textField(TENSOR.name, weight.name),
    lengthHeader(TENSOR.rawData, rawBytes(weight)),
  ])
  return concat([lengthHeader(GRAPH.initializer, described.length + rawBytes(weight)), described])
}

function elements({ dims }: Weight): number {
  return dims.reduce((product, dim) => product * dim, 1)
}

function rawBytes(weight: Weight): number {
  return 4 * elements(weight)
}

function* randomFloats(
  count: number,
  scale: number,
  random: () => number,
): Generator<Uint8Array, void, void> {
  for (let left = count; left > 0; left -= CHUNK_FLOATS) {
    const floats = new Float32Array(Math.min(left, CHUNK_FLOATS))
    for (let index = 0; index < floats.length; index++) floats[index] = scale * random()
    yield new Uint8Array(floats.buffer)
  }
}

/** Marsaglia's xorshift32: the same numbers in -1..1 every time, so that a weight at the wrong place shows. */
function createRandom(): () => number {
  let state = 0x9e3779b9
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state / 2 ** 31
  }
}
