import type { ExternalEntry } from '../../protocol/model'
import { fieldBytes, messageField, numberField, textField } from '../wire/write'
import { rawBytes } from './data-type'
import { ENTRY, EXTERNAL, GRAPH, TENSOR } from './fields'
import type { Locate } from './inline'
import type { FileRange } from './parts'
import type { Placement } from './plan'
import { LARGE_BYTES } from './scan'
import { isData, isLong, type Tensor } from './tensor'

/** What ONNX Runtime addresses by a signed 32-bit number. */
const LARGEST_WEIGHT_BYTES = 2 ** 31 - 1

/** A weight that stays, and is large enough for ONNX Runtime to read it by itself out of the stored file. */
export interface StayingWeight extends FileRange {
  tensor: Tensor
}

/** The weights that could be left out of the skeleton although they do not move, with where their bytes lie. */
export function stayingWeights(
  tensors: readonly Tensor[],
  placements: readonly Placement[],
  locate: Locate,
): StayingWeight[] {
  return tensors.flatMap((tensor, index) => {
    const bytes = rawBytes(tensor.dataType, tensor.dims)
    const stays = placements[index]?.place === 'inline'
    if (!stays || bytes === undefined || bytes < LARGE_BYTES || bytes > LARGEST_WEIGHT_BYTES) return []
    const range =
      tensor.external === undefined ? tensor.raw && { file: 0, ...tensor.raw } : locate(tensor.external)
    return range?.bytes === bytes ? [{ tensor, ...range }] : []
  })
}

/**
 * Each weight is a file of its own to ONNX Runtime: what is given for it is a slice of the stored file, so offsets
 * start at 0 however large the file is, and only these bytes are read.
 */
export function externalEntry({ file, offset, bytes }: FileRange, nth: number): ExternalEntry {
  return { path: `sublet-weight-${nth}`, file, offset, bytes }
}

/** The initializer, with its data in a file of its own. */
export function externalInitializer(tensor: Tensor, { path, bytes }: ExternalEntry): Uint8Array<ArrayBuffer> {
  const kept = tensor.fields.filter(
    (field) =>
      !isLong(field) &&
      !isData(field.number) &&
      field.number !== TENSOR.externalData &&
      field.number !== TENSOR.dataLocation,
  )
  const entry = (key: string, value: string): Uint8Array =>
    messageField(TENSOR.externalData, [textField(ENTRY.key, key), textField(ENTRY.value, value)])
  return messageField(GRAPH.initializer, [
    ...kept.flatMap((field) => (isLong(field) ? [] : [fieldBytes(field)])),
    entry('location', path),
    entry('offset', '0'),
    entry('length', String(bytes)),
    numberField(TENSOR.dataLocation, EXTERNAL),
  ])
}
