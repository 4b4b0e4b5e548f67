import * as v from 'valibot'

/** Benchmark page <-> bare worker: the platform alone, one request at a time. */
const file = v.instance(Blob)
const floats = v.instance(Float32Array)

export const toBareSchema = v.variant('type', [
  /** Read a file into memory. */
  v.object({ type: v.literal('hold'), file }),
  /** An ONNX Runtime session on WebGPU, from the bytes that are held; they are let go after it. */
  v.object({ type: v.literal('create') }),
  /** One float32 tensor in, the first output back. */
  v.object({ type: v.literal('run'), input: v.string(), data: floats, dims: v.array(v.number()) }),
  /** Read [start, end) of each range and keep nothing. */
  v.object({ type: v.literal('read'), file, ranges: v.array(v.tuple([v.number(), v.number()])) }),
  /** Make a GPU buffer of each size and write it full. */
  v.object({ type: v.literal('write'), sizes: v.array(v.number()) }),
  /** Send as many `step`s as fast as it goes. */
  v.object({ type: v.literal('steps'), count: v.number() }),
  /** Wait until the GPU has what was queued. */
  v.object({ type: v.literal('drain') }),
  /** Free what `write` made. */
  v.object({ type: v.literal('free') }),
])
export type ToBare = v.InferOutput<typeof toBareSchema>

export const fromBareSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** The shape of what a generator yields. */
  v.object({ type: v.literal('step'), call: v.string(), outputs: v.array(v.unknown()) }),
  v.object({ type: v.literal('done'), output: v.optional(floats) }),
  v.object({ type: v.literal('failed'), message: v.string() }),
])
export type FromBare = v.InferOutput<typeof fromBareSchema>
