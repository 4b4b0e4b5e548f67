import { SubletError } from '../../protocol/errors'
import type { TensorEntry, ValueInfo } from '../../protocol/model'
import { cutOff } from '../corrupt'
import { rawBytes } from './data-type'
import { GRAPH, MODEL } from './fields'
import { inlineNode, inlineTensor, type Locate } from './inline'
import type { GraphValue, Outline } from './outline'
import { type FileRange, fieldParts, messageParts, type Part, partsLength } from './parts'
import type { Placement } from './plan'
import type { ExternalData, Tensor } from './tensor'
import { weightInput } from './value-info'

/** A graph with all that stays in it. Beyond this a session could not be created in a tab anyway. */
export const SKELETON_LIMIT_BYTES = 512 * 1024 * 1024

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
  for (const node of outline.nodes) for (const external of node.external) needed.add(external.location)
  return [...needed]
}

/** Builds skeleton and tensor table. Throws `ModelCorrupt` when a weight lies beyond the end of its file. */
export function pack(
  outline: Outline,
  placements: readonly Placement[],
  files: readonly PackedFile[],
): Packed {
  const locate: Locate = (external) => locateIn(files, external)
  const tensors: TensorEntry[] = []
  const weights: Part[] = []
  const added: Part[] = []
  const gone = new Set<string>()
  const listed = new Set(outline.inputs.map((input) => input.name))
  outline.initializers.forEach((tensor, index) => {
    const placement = placements[index]
    if (placement === undefined) throw new Error('Assertion: each weight has a placement')
    if (placement.place === 'dropped') {
      gone.add(tensor.name)
    } else if (placement.place === 'inline') {
      weights.push(...messageParts(GRAPH.initializer, inlineTensor(tensor, locate)))
    } else {
      tensors.push(tableEntry(tensor, placement.type, locate))
      if (!listed.has(tensor.name)) added.push(weightInput(tensor.name, tensor.dataType, tensor.dims))
    }
  })
  const initialized = new Set(outline.initializers.map((tensor) => tensor.name))
  const graph: Part[] = [
    ...outline.nodes.flatMap((node) => inlineNode(node, locate)),
    ...weights,
    // Before IR version 4 a dropped weight is an input too: without its data it would have to be fed.
    ...fieldParts(outline.inputs.filter((input) => !gone.has(input.name)).map((input) => input.field)),
    ...added,
    ...fieldParts(outline.outputs.map((output) => output.field)),
    ...fieldParts(outline.graphFields),
  ]
  const skeleton = [...fieldParts(outline.modelFields), ...messageParts(MODEL.graph, graph)]
  checkSize(partsLength(skeleton))
  return {
    skeleton,
    tensors,
    inputs: outline.inputs.filter((input) => !initialized.has(input.name)).map(toValueInfo),
    outputs: outline.outputs.map(toValueInfo),
  }
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

function checkSize(skeletonBytes: number): void {
  if (skeletonBytes <= SKELETON_LIMIT_BYTES) return
  const message = `${skeletonBytes} bytes have to stay in the graph, ${SKELETON_LIMIT_BYTES} are allowed.`
  throw new SubletError('ModelUnsupported', message, {
    figures: { skeletonBytes, allowedBytes: SKELETON_LIMIT_BYTES },
    wayOut:
      'Use a float16 or 4-bit export: weights of int8 arithmetic run on the CPU and cannot be streamed.',
  })
}
