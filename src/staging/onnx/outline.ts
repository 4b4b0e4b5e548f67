import type { ValueInfo } from '../../protocol/model'
import type { Field } from '../wire/field'
import type { LocalFunction } from './function'
import type { Node } from './node'
import type { SparseWeight } from './sparse'
import type { Tensor } from './tensor'

export interface GraphValue extends ValueInfo {
  field: Field
}

/** An ONNX file without the bytes of its large weights: what is left of it in memory after the scan. */
export interface Outline {
  irVersion: number
  /** Version by domain; `''` is ONNX's own. */
  opsets: ReadonlyMap<string, number>
  nodes: readonly Node[]
  initializers: readonly Tensor[]
  /** Before IR version 4 every initializer is listed among them too. */
  inputs: readonly GraphValue[]
  outputs: readonly GraphValue[]
  /** Their fields are among `graphFields`. */
  sparse: readonly SparseWeight[]
  /** Fields of the graph that the packer copies: its name, value_info, annotations, … */
  graphFields: readonly Field[]
  /** Their fields are among `modelFields`. */
  functions: readonly LocalFunction[]
  /** Fields of the model other than the graph, opset imports included. */
  modelFields: readonly Field[]
}
