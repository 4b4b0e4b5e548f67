import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as v from 'valibot'

const FOLDER = resolve(import.meta.dirname)
/** Where the models and their data files are. */
export const MODELS = resolve(FOLDER, 'models')

const inputSchema = v.object({
  name: v.string(),
  type: v.picklist(['float32', 'float64', 'uint8', 'int32', 'int64', 'bool']),
  shape: v.array(v.number()),
  /** Drawn from [low, high), or given. */
  low: v.optional(v.number()),
  high: v.optional(v.number()),
  values: v.optional(v.array(v.number())),
})
export type InputSpec = v.InferOutput<typeof inputSchema>

const modelSchema = v.object({
  name: v.string(),
  family: v.string(),
  proves: v.string(),
  seed: v.number(),
  inputs: v.array(inputSchema),
  /** For float outputs; see `compare`. */
  tolerance: v.optional(v.number(), 1e-5),
  /** A feature of the adapter without which the model is skipped. */
  needs: v.optional(v.literal('shader-f16')),
  /** Files beside the model that hold weights. */
  data: v.optional(v.array(v.string()), []),
  /** The same model for plain ONNX Runtime Web, where that cannot load the one that is tested. */
  plain: v.optional(v.string()),
  /** Why plain ONNX Runtime Web fails, where it does. */
  plainFails: v.optional(v.string()),
})
export type ModelSpec = v.InferOutput<typeof modelSchema>

/** The conformance set, as the recipes wrote it. */
export function readManifest(): ModelSpec[] {
  const text = readFileSync(resolve(FOLDER, 'models.json'), 'utf8')
  return v.parse(v.array(modelSchema), JSON.parse(text))
}
