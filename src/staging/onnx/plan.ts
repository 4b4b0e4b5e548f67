import type { MovableType } from '../../protocol/model'
import { movableType } from './data-type'
import { KEPT_OPERATORS, type KeepReason, operatorKey } from './kept-operators'
import type { Outline } from './outline'
import { LARGE_BYTES } from './scan'
import type { Tensor } from './tensor'

/** Why a weight stays in the graph. */
export type StayReason =
  /** ONNX Runtime Web has no GPU tensor of its type (ORT-FACTS 6), or it is a shape. */
  | 'type'
  | 'small'
  /** Its data is in a typed field (`float_data`), which is no plain copy of the tensor's memory. */
  | 'typedData'
  /** A body of If, Loop or Scan reads it from outside. It could move; nothing has measured it yet. */
  | 'captured'
  /** It is itself an output of the graph. */
  | 'graphOutput'
  | KeepReason

export type Placement =
  /** Becomes a graph input that is bound to a GPU buffer. */
  | { place: 'moved'; type: MovableType }
  | { place: 'inline'; reason: StayReason }
  /** Nothing reads it. As a graph input it would cost a copy on every run (ORT-FACTS 7). */
  | { place: 'dropped' }

/** What becomes of each weight, in the order of `outline.initializers`. */
export function planWeights(outline: Pick<Outline, 'nodes' | 'outputs' | 'initializers'>): Placement[] {
  const readers = new Map<string, Set<string>>()
  const captured = new Set<string>()
  for (const node of outline.nodes) {
    const key = operatorKey(node.domain, node.opType)
    for (const name of node.inputs) {
      const known = readers.get(name)
      if (known === undefined) readers.set(name, new Set([key]))
      else known.add(key)
    }
    for (const name of node.captures) captured.add(name)
  }
  const outputs = new Set(outline.outputs.map((output) => output.name))
  return outline.initializers.map((tensor) => {
    if (outputs.has(tensor.name)) return { place: 'inline', reason: 'graphOutput' }
    if (captured.has(tensor.name)) return { place: 'inline', reason: 'captured' }
    const operators = readers.get(tensor.name)
    if (operators === undefined) return { place: 'dropped' }
    for (const operator of operators) {
      const reason = KEPT_OPERATORS.get(operator)
      if (reason !== undefined) return { place: 'inline', reason }
    }
    return placeByForm(tensor)
  })
}

function placeByForm(tensor: Tensor): Placement {
  const type = movableType(tensor.dataType)
  if (type === undefined) return { place: 'inline', reason: 'type' }
  const data = tensor.raw ?? tensor.external
  if (data === undefined) return { place: 'inline', reason: hasLongData(tensor) ? 'typedData' : 'small' }
  if (data.bytes === undefined || data.bytes < LARGE_BYTES) return { place: 'inline', reason: 'small' }
  return { place: 'moved', type }
}

function hasLongData(tensor: Tensor): boolean {
  return tensor.fields.some((field) => 'offset' in field)
}
