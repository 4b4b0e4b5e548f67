import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Element types of weights that may become graph inputs bound to a GPU buffer (ORT-FACTS 6). */
export const movableTypeSchema = v.picklist(['float32', 'float16', 'uint8', 'uint4', 'int4'])
export type MovableType = v.InferOutput<typeof movableTypeSchema>

/** One weight that was taken out of the graph: where its bytes lie in the files as they were downloaded. */
export const tensorEntrySchema = v.object({
  name: v.string(),
  type: movableTypeSchema,
  dims: v.array(count),
  /** Index into the model's `files`. */
  file: count,
  /** Absolute byte offset in that file. */
  offset: count,
  bytes: count,
})
export type TensorEntry = v.InferOutput<typeof tensorEntrySchema>

/** A weight that stays in the graph and is too large for the skeleton: ONNX Runtime reads it as external data. */
export const externalEntrySchema = v.object({
  /** What the skeleton calls it. */
  path: v.string(),
  /** Index into the model's `files`. */
  file: count,
  /** Absolute byte offset in that file. */
  offset: count,
  bytes: count,
})
export type ExternalEntry = v.InferOutput<typeof externalEntrySchema>

/** A graph input or output; a symbolic dimension keeps its name, an unknown one is `''`. */
export const valueInfoSchema = v.object({
  name: v.string(),
  type: v.string(),
  shape: v.array(v.union([count, v.string()])),
})
export type ValueInfo = v.InferOutput<typeof valueInfoSchema>

export const stagedFileSchema = v.object({
  /** URL path relative to the model file: its own name, or the `location` of external data. */
  path: v.string(),
  bytes: count,
  /** Handles into IndexedDB, in file order; their bytes are read where they are needed. */
  segments: v.array(v.instance(Blob)),
})
export type StagedFile = v.InferOutput<typeof stagedFileSchema>

/** How much of a file is stored. `total` is null while its server has not said. */
export const fileProgressSchema = v.object({
  /** As in `stagedFileSchema`. */
  path: v.string(),
  loaded: count,
  total: v.nullable(count),
})
export type FileProgress = v.InferOutput<typeof fileProgressSchema>

/** A model as staging hands it over: the graph without its weights, and handles to the weights. */
export const stagedModelSchema = v.object({
  /** The absolute URL that it was fetched from; the key of the model. */
  source: v.string(),
  /** SHA-256 of the segments' digests, hex. */
  digest: v.string(),
  /** The ONNX graph with every movable weight turned into a graph input. */
  skeleton: v.instance(Uint8Array),
  tensors: v.array(tensorEntrySchema),
  /** Empty unless the model is attached by external data as well. */
  externalData: v.array(externalEntrySchema),
  files: v.array(stagedFileSchema),
  inputs: v.array(valueInfoSchema),
  outputs: v.array(valueInfoSchema),
})
export type StagedModel = v.InferOutput<typeof stagedModelSchema>

export function weightBytes(tensors: readonly TensorEntry[]): number {
  return tensors.reduce((sum, tensor) => sum + tensor.bytes, 0)
}
