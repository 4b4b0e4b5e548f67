import { SubletError } from '../../protocol/errors'
import type { ExternalEntry, TensorEntry, ValueInfo } from '../../protocol/model'
import { cutOff } from '../corrupt'
import type { Field } from '../wire/field'
import { rawBytes } from './data-type'
import { externalEntry, externalInitializer, stayingWeights } from './external'
import { GRAPH, MODEL } from './fields'
import { inlineField, inlineTensor, type Locate, type WithExternal } from './inline'
import type { GraphValue, Outline } from './outline'
import { type FileRange, fieldParts, messageParts, type Part, partsLength } from './parts'
import type { Placement } from './plan'
import { rewriteFolds } from './rewrite'
import type { ExternalData, Tensor } from './tensor'
import { findFolds } from './transpose-fold'
import { weightInput } from './value-info'

/** Weights that stay, up to this size, are part of the skeleton; from there on ONNX Runtime reads them itself. */
export const INLINE_LIMIT_BYTES = 64 * 1024 * 1024

/** A graph with all that has to be in it. It is in memory twice while a session is created. */
export const SKELETON_LIMIT_BYTES = 512 * 1024 * 1024

/** WebAssembly addresses 4 GiB, in which ONNX Runtime needs room for itself and for what it computes. */
const EXTERNAL_LIMIT_BYTES = 3 * 1024 * 1024 * 1024

/** A file as it was stored; the first one is the model. */
export interface PackedFile {
  /** The model's own name, or the `location` of external data. */
  path: string
  bytes: number
}

export interface Packed {
  /** The model without the weights that moved; some of its parts are still in the stored files. */
  skeleton: readonly Part[]
  tensors: readonly TensorEntry[]
  /**
   * `streamed`: an attach streams the weights that moved, and all others are in the skeleton. `external`: too much
   * would be in it, so ONNX Runtime reads the large ones of them by its own external data, as `externalData` says.
   */
  attach: 'streamed' | 'external'
  /** Why it is `external`, with the numbers; null when it is not. */
  attachReason: string | null
  externalData: readonly ExternalEntry[]
  inputs: readonly ValueInfo[]
  outputs: readonly ValueInfo[]
}

/** The files beside the model that something still needs, as the model names them. */
export function externalLocations(outline: Outline, placements: readonly Placement[]): string[] {
  const needed = new Set<string>()
  outline.initializers.forEach((tensor, index) => {
    if (tensor.external !== undefined && placements[index]?.place !== 'dropped')
      needed.add(tensor.external.location)
  })
  for (const { external } of [...outline.nodes, ...outline.sparse, ...outline.functions])
    for (const { location } of external) needed.add(location)
  return [...needed]
}

export interface PackLimits {
  inlineBytes?: number
}

/**
 * Builds skeleton and tensor table. Throws `ModelCorrupt` when a weight lies beyond the end of its file, and
 * `ModelUnsupported` when more would have to be in memory than is there.
 */
export function pack(
  outline: Outline,
  placements: readonly Placement[],
  files: readonly PackedFile[],
  { inlineBytes: limit = INLINE_LIMIT_BYTES }: PackLimits = {},
): Packed {
  const locate: Locate = (external) => locateIn(files, external)
  const staying = stayingWeights(outline.initializers, placements, locate)
  const inlineBytes = staying.reduce((sum, { bytes }) => sum + bytes, 0)
  const isExternal = inlineBytes > limit
  const externals = new Map(
    isExternal ? staying.map((weight, nth) => [weight.tensor, externalEntry(weight, nth)]) : [],
  )
  const tensors: TensorEntry[] = []
  const weights: Part[] = []
  const moved = new Map<string, Uint8Array<ArrayBuffer>>()
  const gone = new Set<string>()
  outline.initializers.forEach((tensor, index) => {
    const placement = placements[index]
    const external = externals.get(tensor)
    if (placement === undefined) throw new Error('Assertion: each weight has a placement')
    if (placement.place === 'dropped') {
      gone.add(tensor.name)
    } else if (placement.place === 'moved') {
      tensors.push(tableEntry(tensor, placement.type, locate))
      moved.set(tensor.name, weightInput(tensor.name, tensor.dataType, tensor.dims))
    } else if (external !== undefined) {
      weights.push(externalInitializer(tensor, external))
    } else {
      weights.push(...messageParts(GRAPH.initializer, inlineTensor(tensor, locate)))
    }
  })
  const folds = findFolds(outline).filter(({ weight }) => moved.has(weight.name))
  const rewrite = rewriteFolds(folds, outline)
  const graph: Part[] = [
    ...outline.nodes.flatMap((node) => rewrite.nodes.get(node) ?? inlineField(node, 'graph', locate)),
    ...weights,
    ...rewrite.added,
    ...inputParts(outline.inputs, moved, gone),
    ...fieldParts(outline.outputs.map((output) => output.field)),
    ...copyFields(outline.graphFields, 'graph', outline.sparse, locate),
  ]
  const model = copyFields(outline.modelFields, 'model', outline.functions, locate)
  const skeleton = [...model, ...messageParts(MODEL.graph, graph)]
  checkSize('in the graph', partsLength(skeleton), SKELETON_LIMIT_BYTES)
  if (isExternal) checkSize('on the CPU', inlineBytes, EXTERNAL_LIMIT_BYTES)
  const initialized = new Set([...outline.initializers, ...outline.sparse].map(({ name }) => name))
  return {
    skeleton,
    tensors,
    attach: isExternal ? 'external' : 'streamed',
    attachReason: isExternal
      ? `${inlineBytes} bytes of weights have to stay in the graph, ${limit} may be part of the skeleton`
      : null,
    externalData: [...externals.values()],
    inputs: outline.inputs.filter((input) => !initialized.has(input.name)).map(toValueInfo),
    outputs: outline.outputs.map(toValueInfo),
  }
}

/** The inputs that the model lists, with the weights that moved among them. */
function inputParts(
  inputs: readonly GraphValue[],
  moved: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  gone: ReadonlySet<string>,
): Part[] {
  const listed = new Set(inputs.map(({ name }) => name))
  const added = [...moved].filter(([name]) => !listed.has(name)).map(([, part]) => part)
  // Before IR version 4 a dropped weight is an input too: without its data it would have to be fed.
  const left = inputs.filter(({ name }) => !gone.has(name))
  return [...left.flatMap(({ name, field }) => moved.get(name) ?? fieldParts([field])), ...added]
}

function copyFields(
  fields: readonly Field[],
  kind: 'model' | 'graph',
  withExternal: readonly WithExternal[],
  locate: Locate,
): Part[] {
  const patched = new Map(withExternal.map((part) => [part.field, part]))
  return fields.flatMap((field) => inlineField(patched.get(field) ?? { field, external: [] }, kind, locate))
}

function toValueInfo({ name, type, shape }: GraphValue): ValueInfo {
  return { name, type, shape }
}

function tableEntry(tensor: Tensor, type: TensorEntry['type'], locate: Locate): TensorEntry {
  const range = tensor.external === undefined ? { file: 0, ...tensor.raw } : locate(tensor.external)
  const { file, offset, bytes } = range
  if (offset === undefined || bytes === undefined || bytes !== rawBytes(tensor.dataType, tensor.dims)) {
    throw new Error('Assertion: a weight that moves has a range of the size of its tensor')
  }
  return { name: tensor.name, type, dims: [...tensor.dims], file, offset, bytes }
}

function locateIn(files: readonly PackedFile[], external: ExternalData): FileRange {
  // The model itself may be named as the file; so 0 counts.
  const file = files.findIndex(({ path }) => path === external.location)
  const stored = files[file]
  if (stored === undefined) throw new Error('Assertion: every file that the model needs was stored')
  const { offset } = external
  const bytes = external.bytes ?? Math.max(0, stored.bytes - offset)
  if (offset + bytes > stored.bytes) {
    throw cutOff(`A weight in ${external.location}`, offset, bytes, Math.max(0, stored.bytes - offset))
  }
  return { file, offset, bytes }
}

function checkSize(where: string, heldBytes: number, allowedBytes: number): void {
  if (heldBytes <= allowedBytes) return
  const message = `${heldBytes} bytes have to stay ${where}, ${allowedBytes} are allowed.`
  throw new SubletError('ModelUnsupported', message, {
    figures: { heldBytes, allowedBytes },
    wayOut:
      'Use a float16 or 4-bit export: weights of int8 arithmetic run on the CPU and cannot be streamed.',
  })
}
