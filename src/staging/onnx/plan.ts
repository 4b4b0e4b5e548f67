import type { MovableType } from '../../protocol/model'
import { constantNodes } from './constants'
import { movableType } from './data-type'
import type { ReaderReason } from './gpu-operands'
import { usesOf } from './node'
import { COMPUTED_ONCE, type Use } from './operator'
import type { Outline } from './outline'
import { createJudge } from './readers'
import { LARGE_BYTES } from './scan'
import type { Tensor } from './tensor'
import { type Fold, findFolds } from './transpose-fold'

/** Why a weight stays in the graph. */
export type StayReason =
  /** ONNX Runtime Web has no GPU tensor of its type (ORT-FACTS 6), or it is a shape. */
  | 'type'
  | 'small'
  /** Its data is in a typed field that is no plain copy of the tensor's memory. */
  | 'typedData'
  | ReaderReason

export type Placement =
  /** Becomes a graph input that is bound to a GPU buffer. */
  | { place: 'moved'; type: MovableType }
  | { place: 'inline'; reason: StayReason }
  /** Nothing reads it. As a graph input it would cost a copy on every run (ORT-FACTS 7). */
  | { place: 'dropped' }

/** What becomes of each weight, in the order of `outline.initializers`. */
export function planWeights(outline: Outline): Placement[] {
  const uses = collectUses(outline, findFolds(outline))
  const judge = createJudge(outline.functions)
  const outputs = new Set(outline.outputs.map((output) => output.name))
  return outline.initializers.map((tensor) => {
    if (outputs.has(tensor.name)) return { place: 'inline', reason: 'graphOutput' }
    const readers = uses.get(tensor.name)
    if (readers === undefined) return { place: 'dropped' }
    const placement = placeByForm(tensor)
    if (placement.place !== 'moved') return placement
    for (const use of readers) {
      const reason = judge(use, placement.type)
      if (reason !== undefined) return { place: 'inline', reason }
    }
    return placement
  })
}

/** Where each value is read, as it will be when the folds are written. */
function collectUses(outline: Outline, folds: readonly Fold[]): Map<string, Use[]> {
  const uses = new Map<string, Use[]>()
  const add = (name: string, use: Use): void => {
    const known = uses.get(name)
    if (known === undefined) uses.set(name, [use])
    else known.push(use)
  }
  const folded = new Set(folds.map(({ transpose }) => transpose))
  const constant = constantNodes(outline)
  for (const node of outline.nodes) {
    if (folded.has(node)) continue
    for (const { name, use } of usesOf(node))
      add(name, constant.has(node) ? { ...use, operator: COMPUTED_ONCE } : use)
  }
  for (const { weight } of folds) add(weight.name, { operator: 'Gemm', operand: 1 })
  return uses
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
