import { SubletError } from '../../protocol/errors'
import { corrupt } from '../corrupt'
import { type Field, LEN } from '../wire/field'
import { readMessage, readNumber, readText } from '../wire/read'
import { type ByteStream, createByteSource, type Pull } from '../wire/stream'
import { GRAPH, MODEL, OPSET } from './fields'
import { type LocalFunction, readFunction } from './function'
import { type Node, readNode } from './node'
import type { GraphValue, Outline } from './outline'
import { readSparse, type SparseWeight } from './sparse'
import { describeTensor, isData, type LongField, type Tensor } from './tensor'
import { readValueInfo } from './value-info'

/** Weights from this size on are left in the file, and may be moved onto the GPU (ORT-FACTS 6). */
export const LARGE_BYTES = 4096

/** Nodes, names and small tensors of one model. The largest graphs that people export have about 10 MB of them. */
export const GRAPH_LIMIT_BYTES = 32 * 1024 * 1024

const OLDEST_OPSET = 7

export interface Scanner {
  /**
   * Where the next byte that the scan needs lies in the file. It jumps over the data of weights, so whoever has
   * the whole file need read nothing before it.
   */
  wanted(): number
  /**
   * Bytes of the file from `at` on, which must not lie behind `wanted()`. Throws a `SubletError` as soon as they
   * cannot belong to an ONNX model.
   */
  push(chunk: Uint8Array, at: number): void
  /** The file is `size` bytes long, and all that was wanted of it was pushed. */
  end(size: number): Outline
}

/** Reads an ONNX file in one pass, in chunks of any size. It holds one chunk and the outline, and no weights. */
export function createScanner(): Scanner {
  const source = createByteSource(GRAPH_LIMIT_BYTES)
  const run = scanModel(source.stream)
  let step = run.next()
  return {
    wanted: source.stream.position,
    push(chunk, at) {
      if (at + chunk.length <= source.stream.position()) return
      source.feed(chunk, at)
      step = run.next()
    },
    end(size) {
      source.finish(size)
      step = run.next()
      if (step.done !== true) throw new Error('Assertion: the scan waits for bytes after the end of the file')
      return step.value
    },
  }
}

interface GraphParts {
  nodes: Node[]
  initializers: Tensor[]
  inputs: GraphValue[]
  outputs: GraphValue[]
  sparse: SparseWeight[]
  graphFields: Field[]
}

function* scanModel(stream: ByteStream): Pull<Outline> {
  let irVersion = 0
  let graph: GraphParts | undefined
  const opsets = new Map<string, number>()
  const functions: LocalFunction[] = []
  const modelFields: Field[] = []
  while (yield* stream.more()) {
    const tag = yield* stream.tag(Number.POSITIVE_INFINITY)
    if (tag.number === MODEL.graph && tag.wire === LEN) {
      if (graph !== undefined) throw corrupt('The model has a second graph', stream.position())
      const length = yield* stream.length(Number.POSITIVE_INFINITY)
      graph = yield* scanGraph(stream, stream.position() + length)
      continue
    }
    const field = yield* stream.field(tag, Number.POSITIVE_INFINITY)
    if (field.number === MODEL.graph) throw corrupt('The graph is no message', field.at)
    if (field.number === MODEL.irVersion) irVersion = readNumber(field)
    if (field.number === MODEL.opsetImport) readOpset(field, opsets)
    if (field.number === MODEL.functions) functions.push(readFunction(field))
    modelFields.push(field)
  }
  if (graph === undefined) throw corrupt('The file holds no ONNX graph', stream.position())
  checkOpsets(opsets, stream.position())
  return { irVersion, opsets, ...graph, functions, modelFields }
}

function* scanGraph(stream: ByteStream, end: number): Pull<GraphParts> {
  const graph: GraphParts = {
    nodes: [],
    initializers: [],
    inputs: [],
    outputs: [],
    sparse: [],
    graphFields: [],
  }
  const names = new Set<string>()
  const unique = <T extends { name: string; at: number }>(tensor: T): T => {
    if (names.has(tensor.name)) throw corrupt(`Two weights are named "${tensor.name}"`, tensor.at)
    names.add(tensor.name)
    return tensor
  }
  while (stream.position() < end) {
    const tag = yield* stream.tag(end)
    if (tag.number === GRAPH.initializer && tag.wire === LEN) {
      const length = yield* stream.length(end)
      graph.initializers.push(unique(yield* scanTensor(stream, stream.position() + length)))
      continue
    }
    const field = yield* stream.field(tag, end)
    if (field.number === GRAPH.initializer) throw corrupt('A weight is no message', field.at)
    if (field.number === GRAPH.node) graph.nodes.push(readNode(field))
    else if (field.number === GRAPH.input) graph.inputs.push({ ...readValueInfo(field), field })
    else if (field.number === GRAPH.output) graph.outputs.push({ ...readValueInfo(field), field })
    else graph.graphFields.push(field)
    if (field.number === GRAPH.sparseInitializer) graph.sparse.push(unique(readSparse(field)))
  }
  return graph
}

/** A weight: its large data is skipped, and only where it lies is kept. */
function* scanTensor(stream: ByteStream, end: number): Pull<Tensor> {
  const at = stream.position()
  const fields: (Field | LongField)[] = []
  while (stream.position() < end) {
    const tag = yield* stream.tag(end)
    if (tag.wire !== LEN || !isData(tag.number)) {
      fields.push(yield* stream.field(tag, end))
      continue
    }
    const bytes = yield* stream.length(end)
    const offset = stream.position()
    if (bytes >= LARGE_BYTES) {
      fields.push({ number: tag.number, offset, bytes })
      stream.skip(bytes)
    } else {
      fields.push({ ...tag, payload: yield* stream.take(bytes), at: offset })
    }
  }
  return describeTensor(fields, at)
}

function readOpset(field: Field, opsets: Map<string, number>): void {
  let domain = ''
  let version = 0
  for (const part of readMessage(field)) {
    if (part.number === OPSET.domain) domain = readText(part)
    if (part.number === OPSET.version) version = readNumber(part)
  }
  opsets.set(domain === 'ai.onnx' ? '' : domain, version)
}

function checkOpsets(opsets: ReadonlyMap<string, number>, at: number): void {
  if (opsets.size === 0) throw corrupt('The model does not say its opset', at)
  const version = opsets.get('')
  if (version !== undefined && version < OLDEST_OPSET) {
    throw new SubletError(
      'ModelUnsupported',
      `The model has opset ${version}; ${OLDEST_OPSET} is the oldest.`,
      {
        figures: { opset: version, oldestOpset: OLDEST_OPSET },
      },
    )
  }
}
