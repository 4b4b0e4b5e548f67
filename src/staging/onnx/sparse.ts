import type { Field } from '../wire/field'
import { readMessage } from '../wire/read'
import { SPARSE } from './fields'
import { type ExternalData, readTensor } from './tensor'

/** A SparseTensorProto. It stays as it is: ONNX Runtime Web has no sparse tensors on the GPU. */
export interface SparseWeight {
  /** That of its values, by which the graph reads it. */
  name: string
  at: number
  /** Where values and indices lie, if beside the model. */
  external: readonly ExternalData[]
  field: Field
}

export function readSparse(field: Field): SparseWeight {
  let name = ''
  const external: ExternalData[] = []
  for (const part of readMessage(field)) {
    if (part.number !== SPARSE.values && part.number !== SPARSE.indices) continue
    const tensor = readTensor(part.payload, part.at)
    if (part.number === SPARSE.values) name = tensor.name
    if (tensor.external !== undefined) external.push(tensor.external)
  }
  return { name, at: field.at, external, field }
}
