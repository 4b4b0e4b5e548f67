import * as v from 'valibot'
import { wireErrorSchema } from './errors'
import { modelSummarySchema, stagedModelSchema } from './model'

/** Tab <-> staging SharedWorker. Raised when a message changes its meaning. */
export const STAGING_PROTOCOL = 1

const id = v.pipe(v.string(), v.maxLength(64))

export const toStagingSchema = v.variant('type', [
  v.object({ type: v.literal('hello'), protocol: v.number() }),
  /** Stage the model at `source` (absolute http(s) URL) unless it is there; answered by `staged` or `failed`. */
  v.object({ type: v.literal('ensure'), id, source: v.pipe(v.string(), v.url()) }),
  v.object({ type: v.literal('list'), id }),
  /** Delete a model; answered by `removed`. Removing what is not there is no error. */
  v.object({ type: v.literal('remove'), id, source: v.string() }),
])
export type ToStaging = v.InferOutput<typeof toStagingSchema>

export const fromStagingSchema = v.variant('type', [
  v.object({ type: v.literal('welcome'), protocol: v.number() }),
  /** The answer to a `hello` of another protocol; every request of that tab fails the same way. */
  v.object({ type: v.literal('unwelcome'), error: wireErrorSchema }),
  /** Bytes stored so far. `total` is null while the server has not said. */
  v.object({ type: v.literal('progress'), id, loaded: v.number(), total: v.nullable(v.number()) }),
  v.object({ type: v.literal('staged'), id, model: stagedModelSchema }),
  v.object({ type: v.literal('listed'), id, models: v.array(modelSummarySchema) }),
  v.object({ type: v.literal('removed'), id }),
  v.object({ type: v.literal('failed'), id, error: wireErrorSchema }),
])
export type FromStaging = v.InferOutput<typeof fromStagingSchema>
