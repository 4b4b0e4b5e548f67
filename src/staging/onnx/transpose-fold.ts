import type { Field } from '../wire/field'
import { readMessage, readNumber, readText } from '../wire/read'
import { constantNodes } from './constants'
import { ATTRIBUTE, INT } from './fields'
import type { Node } from './node'
import type { Outline } from './outline'
import type { Tensor } from './tensor'

/**
 * A transposed weight whose readers can take it as it lies: `MatMul(x, Transpose(W))` is a `Gemm` with `transB`.
 * ONNX Runtime transposes a constant when the session is created, but a graph input on every run (ORT-FACTS 9).
 */
export interface Fold {
  transpose: Node
  /** W, of [columns, rows] as the product sees it. */
  weight: Tensor
  /** MatMul and Gemm nodes that have the transposed weight as their second input. */
  readers: readonly Node[]
}

const FLOAT = 1
const FLOAT16 = 10
/** From here on `Shape` can leave out the last dimension, and `Reshape` takes 0 for what it is. */
const OPSET_FOR_MATMUL = 15

/** What could be folded. It is done for the weights that move. */
export function findFolds(outline: Outline): Fold[] {
  const transposes = outline.nodes.filter((node) => node.operator === 'Transpose')
  // A function of the model could stand behind any of the operators that are written.
  if (transposes.length === 0 || outline.functions.some(({ operator }) => !operator.includes(':'))) return []
  const weights = new Map(outline.initializers.map((tensor) => [tensor.name, tensor]))
  const readers = readersByName(outline)
  const taken = namesThatMustStay(outline)
  const constant = constantNodes(outline)
  const opset = outline.opsets.get('') ?? 0
  const folds: Fold[] = []
  for (const transpose of transposes) {
    const weight = weights.get(transpose.inputs[0] ?? '')
    const [turned, second] = transpose.outputs
    if (weight === undefined || transpose.inputs.length !== 1 || !isMatrix(weight)) continue
    if (turned === undefined || second !== undefined || taken.has(turned) || !swapsTwo(transpose)) continue
    const found = readers.get(turned) ?? []
    const fits = (node: Node): boolean => !constant.has(node) && takesTransposed(node, turned, opset)
    if (found.length > 0 && found.every(fits)) folds.push({ transpose, weight, readers: found })
  }
  return folds
}

function readersByName({ nodes }: Outline): Map<string, Node[]> {
  const readers = new Map<string, Node[]>()
  for (const node of nodes) {
    for (const name of new Set(node.inputs)) {
      const known = readers.get(name)
      if (known === undefined) readers.set(name, [node])
      else known.push(node)
    }
  }
  return readers
}

/** Values that somebody else knows by their name, and names that are not as unique as they should be. */
function namesThatMustStay(outline: Outline): ReadonlySet<string> {
  const { nodes, initializers, sparse, inputs, outputs } = outline
  const taken = new Set(['', ...[...initializers, ...sparse, ...inputs, ...outputs].map(({ name }) => name)])
  const made = new Set<string>()
  for (const node of nodes) {
    for (const { name } of node.captures) taken.add(name)
    for (const name of node.outputs) {
      if (made.has(name)) taken.add(name)
      made.add(name)
    }
  }
  return taken
}

function isMatrix({ dataType, dims }: Tensor): boolean {
  return (dataType === FLOAT || dataType === FLOAT16) && dims.length === 2
}

const INTS = 7

/** Without `perm` it turns the dimensions round, which is the same for two. */
function swapsTwo({ attributes }: Node): boolean {
  const [perm, second] = attributes
  if (perm === undefined) return true
  if (second !== undefined || attributeName(perm) !== 'perm') return false
  const axes: number[] = []
  let type = 0
  for (const part of readMessage(perm)) {
    if (part.number === ATTRIBUTE.refName) return false
    if (part.number === ATTRIBUTE.type) type = readNumber(part)
    if (part.number === ATTRIBUTE.ints) axes.push(...part.payload)
  }
  return type === INTS && axes.length === 2 && axes[0] === 1 && axes[1] === 0
}

function takesTransposed(node: Node, turned: string, opset: number): boolean {
  if (node.inputs[1] !== turned || node.inputs.indexOf(turned) !== node.inputs.lastIndexOf(turned))
    return false
  if (node.outputs.length !== 1 || node.external.length > 0 || node.captures.length > 0) return false
  if (node.operator === 'Gemm') return transB(node) !== undefined
  const plain = node.operator === 'MatMul' && node.attributes.length === 0 && node.inputs.length === 2
  return plain && opset >= OPSET_FOR_MATMUL
}

/** The attribute of a Gemm; undefined when it is not what it should be. */
export function transB({ attributes }: Node): boolean | undefined {
  const [field, second] = attributes.filter((attribute) => attributeName(attribute) === 'transB')
  if (field === undefined) return false
  if (second !== undefined) return undefined
  let value = 0
  let type = 0
  for (const part of readMessage(field)) {
    if (part.number === ATTRIBUTE.refName) return undefined
    if (part.number === ATTRIBUTE.type) type = readNumber(part)
    if (part.number === ATTRIBUTE.int) value = readNumber(part)
  }
  if (type !== INT) return undefined
  return value === 0 || value === 1 ? value === 1 : undefined
}

export function attributeName(field: Field): string {
  let name = ''
  for (const part of readMessage(field)) if (part.number === ATTRIBUTE.name) name = readText(part)
  return name
}
