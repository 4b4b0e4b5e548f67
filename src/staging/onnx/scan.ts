import { SubletError } from '../../protocol/errors'
import { corrupt } from '../corrupt'
import { type Field, LEN } from '../wire/field'
import { readFields, readText, varintValue } from '../wire/read'
import { type ByteStream, createByteSource, type Pull } from '../wire/stream'
import { GRAPH, MODEL, OPSET } from './fields'
import { type Node, readNode } from './node'
import type { GraphValue, Outline } from './outline'
import { describeTensor, isData, type LongField, type Tensor } from './tensor'
import { readValueInfo } from './value-info'

/** Weights from this size on are left in the file, and may be moved onto the GPU (ORT-FACTS 6). */
export const LARGE_BYTES = 4096

/** Nodes, names and small tensors of one model. The largest graphs that people export have about 10 MB of them. */
export const GRAPH_LIMIT_BYTES = 32 * 1024 * 1024

const OLDEST_OPSET = 7

export interface Scanner {
  /** The next bytes of the file. Throws a `SubletError` as soon as they cannot belong to an ONNX model. */
  push(chunk: Uint8Array): void
  /** The file is complete. */
  end(): Outline
}

/** Reads an ONNX file in one pass, in chunks of any size. It holds one chunk and the outline, and no weights. */
export function createScanner(): Scanner {
  const source = createByteSource(GRAPH_LIMIT_BYTES)
  const run = scanModel(source.stream)
  let step = run.next()
  return {
    push(chunk) {
      source.feed(chunk)
      step = run.next()
    },
    end() {
      source.finish()
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
  graphFields: Field[]
}

function* scanModel(stream: ByteStream): Pull<Outline> {
  let irVersion = 0
  let graph: GraphParts | undefined
  const opsets = new Map<string, number>()
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
    if (field.number === MODEL.irVersion) irVersion = varintValue(field.payload)
    if (field.number === MODEL.opsetImport) readOpset(field, opsets)
    modelFields.push(field)
  }
  if (graph === undefined) throw corrupt('The file holds no ONNX graph', stream.position())
  checkOpsets(opsets, stream.position())
  return { irVersion, opsets, ...graph, modelFields }
}

function* scanGraph(stream: ByteStream, end: number): Pull<GraphParts> {
  const graph: GraphParts = { nodes: [], initializers: [], inputs: [], outputs: [], graphFields: [] }
  const names = new Set<string>()
  while (stream.position() < end) {
    const tag = yield* stream.tag(end)
    if (tag.number === GRAPH.initializer && tag.wire === LEN) {
      const length = yield* stream.length(end)
      const tensor = yield* scanTensor(stream, stream.position() + length)
      if (names.has(tensor.name)) throw corrupt(`Two weights are named "${tensor.name}"`, tensor.at)
      names.add(tensor.name)
      graph.initializers.push(tensor)
      continue
    }
    const field = yield* stream.field(tag, end)
    if (field.number === GRAPH.node) graph.nodes.push(readNode(field))
    else if (field.number === GRAPH.input) graph.inputs.push({ ...readValueInfo(field), field })
    else if (field.number === GRAPH.output) graph.outputs.push({ ...readValueInfo(field), field })
    else graph.graphFields.push(field)
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
      yield* stream.skip(bytes)
    } else {
      fields.push({ ...tag, payload: yield* stream.take(bytes), at: offset })
    }
  }
  return describeTensor(fields, at)
}

function readOpset(field: Field, opsets: Map<string, number>): void {
  let domain = ''
  let version = 0
  for (const part of readFields(field.payload, field.at)) {
    if (part.number === OPSET.domain) domain = readText(part)
    if (part.number === OPSET.version) version = varintValue(part.payload)
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
