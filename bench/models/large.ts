import { ENTRY, GRAPH, MODEL, NODE, OPSET, TENSOR } from '../../src/staging/onnx/fields'
import { concat, lengthHeader, messageField, numberField, textField } from '../../src/staging/wire/write'
import { createFillerFile, type FillerFile, type FillerPart } from './filler-file'
import { valueInfo } from './transformer'

export interface LargeSize {
  /** Of 64 MiB each. */
  weights: number
  external: boolean
}

/** 1 GiB inside the model's own file. */
export const EMBEDDED: LargeSize = { weights: 16, external: false }
/** 3 GiB, more than one ONNX file may have, in a file beside it. */
export const EXTERNAL: LargeSize = { weights: 48, external: true }

export interface LargeModel {
  /** By name; the first one is the model. */
  files: Readonly<Record<string, FillerFile>>
  /** Where each weight starts in the last file. */
  weightsAt: readonly number[]
}

const FLOAT = 1
const OUTSIDE = 1
export const SIDE = 4096
/** One weight: 64 MiB. */
export const WEIGHT_BYTES = 4 * SIDE * SIDE

/**
 * An ONNX model of so many weights of 64 MiB each, `[4096, 4096]` float32, which are multiplied one after the other:
 * inside the file, or in a file beside it.
 */
export function largeModel({ weights, external }: LargeSize): LargeModel {
  const names = Array.from({ length: weights }, (_, index) => `w${index}`)
  const nodes = names.map((name, index) =>
    messageField(GRAPH.node, [
      textField(NODE.input, index === 0 ? 'x' : `h${index - 1}`),
      textField(NODE.input, name),
      textField(NODE.output, index === weights - 1 ? 'y' : `h${index}`),
      textField(NODE.opType, 'MatMul'),
    ]),
  )
  const ends = [valueInfo(GRAPH.input, 'x', SIDE), valueInfo(GRAPH.output, 'y', SIDE)]
  const initializers = names.flatMap((name, index): FillerPart[] =>
    external ? [externalInitializer(name, index * WEIGHT_BYTES)] : [rawInitializerHead(name), WEIGHT_BYTES],
  )
  const graph: FillerPart[] = [...nodes, ...ends, ...initializers]
  const graphBytes = graph.reduce<number>(
    (sum, part) => sum + (typeof part === 'number' ? part : part.length),
    0,
  )
  const model = createFillerFile([
    numberField(MODEL.irVersion, 8),
    messageField(MODEL.opsetImport, [textField(OPSET.domain, ''), numberField(OPSET.version, 17)]),
    lengthHeader(MODEL.graph, graphBytes),
    ...graph,
  ])
  if (!external) return { files: { 'embedded.onnx': model }, weightsAt: model.fillers }
  const data = createFillerFile(names.map(() => WEIGHT_BYTES))
  return { files: { 'external.onnx': model, 'external.bin': data }, weightsAt: data.fillers }
}

function described(name: string): Uint8Array[] {
  return [
    numberField(TENSOR.dims, SIDE),
    numberField(TENSOR.dims, SIDE),
    numberField(TENSOR.dataType, FLOAT),
    textField(TENSOR.name, name),
  ]
}

/** All but the bytes themselves, which come last. */
function rawInitializerHead(name: string): Uint8Array {
  const head = concat([...described(name), lengthHeader(TENSOR.rawData, WEIGHT_BYTES)])
  return concat([lengthHeader(GRAPH.initializer, head.length + WEIGHT_BYTES), head])
}

function externalInitializer(name: string, offset: number): Uint8Array {
  const entry = (key: string, value: string): Uint8Array =>
    messageField(TENSOR.externalData, [textField(ENTRY.key, key), textField(ENTRY.value, value)])
  return messageField(GRAPH.initializer, [
    ...described(name),
    entry('location', 'external.bin'),
    entry('offset', String(offset)),
    entry('length', String(WEIGHT_BYTES)),
    numberField(TENSOR.dataLocation, OUTSIDE),
  ])
}
