import * as v from 'valibot'
import { wireErrorSchema } from './errors'
import { tensorEntrySchema, valueInfoSchema } from './model'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Milliseconds since the epoch. */
const instant = v.number()

/** What a model says of itself, and what it is made of. */
export const modelAboutSchema = v.object({
  irVersion: v.number(),
  /** Domain and version; the domain of ONNX itself is `''`. */
  opsets: v.array(v.tuple([v.string(), v.number()])),
  /** `producer_name` and the like, and the `metadata_props`, as the file has them. */
  metadata: v.array(v.tuple([v.string(), v.string()])),
  /** Operator types of the main graph and how often each is called, most frequent first. */
  operators: v.array(v.tuple([v.string(), count])),
  /** Element types of the initializers with the bytes of each, largest first. */
  dataTypes: v.array(v.tuple([v.string(), count])),
})
export type ModelAbout = v.InferOutput<typeof modelAboutSchema>

/** A segment whose bytes are not those that were downloaded. */
export const damageSchema = v.object({
  /** Path of the file in the model. */
  path: v.string(),
  segment: count,
  /** Its first byte in the file. */
  offset: count,
  expectedBytes: count,
  /** 0: it is gone, or cannot be read. */
  foundBytes: count,
})
export type Damage = v.InferOutput<typeof damageSchema>

/** How far bytes have come. `total` is null while the server has not said. */
const extent = { loaded: count, total: v.nullable(count) }

/**
 * Where a model is between its source and this browser:
 * - `downloading`: bytes are coming in. The rate is that of the last seconds; both are null while nothing can be said.
 * - `paused`: by the visitor, or because the browser was closed; what is stored is kept and it goes on from there.
 * - `failed`: it gave up. What is stored is kept; asking for the model again goes on from there.
 * - `verifying`: every segment is read and compared with its digest. The model can be used meanwhile.
 * - `damaged`: segments are wrong that could not be fetched again.
 * - `staged`: complete.
 */
export const modelStateSchema = v.variant('state', [
  v.object({
    state: v.literal('downloading'),
    ...extent,
    bytesPerSecond: v.nullable(v.number()),
    etaMs: v.nullable(v.number()),
  }),
  v.object({ state: v.literal('paused'), ...extent }),
  v.object({ state: v.literal('failed'), ...extent, error: wireErrorSchema }),
  v.object({ state: v.literal('verifying'), ...extent }),
  v.object({ state: v.literal('damaged'), damage: v.array(damageSchema) }),
  v.object({ state: v.literal('staged') }),
])
export type ModelState = v.InferOutput<typeof modelStateSchema>

/** A staged model, in a list. */
export const stagedSummarySchema = v.object({
  digest: v.string(),
  files: v.array(
    v.object({
      path: v.string(),
      bytes: count,
      /** Models that share these bytes, this one included. */
      users: count,
    }),
  ),
  /** Bytes of all files at rest. */
  bytes: count,
  /** Bytes that an attach streams into GPU buffers. */
  weightBytes: count,
  tensors: count,
  /** Undefined for a model that was staged by the first version of this site, until it is staged anew. */
  about: v.optional(modelAboutSchema),
  /** Why ONNX Runtime reads large weights by its own external data; absent where an attach streams all that may move. */
  external: v.optional(v.string()),
  pinned: v.boolean(),
  /** A runner in some tab has it loaded: it is not evicted. */
  inUse: v.boolean(),
  stagedAt: instant,
  usedAt: instant,
})

/** A model of this browser, staged or on its way. */
export const modelSummarySchema = v.object({
  /** Its key: an absolute http(s) URL, or `local:NAME` for a dropped file. */
  source: v.string(),
  at: modelStateSchema,
  /** Absent while it has not been complete. */
  staged: v.optional(stagedSummarySchema),
})
export type ModelSummary = v.InferOutput<typeof modelSummarySchema>

/** All of one model that a person may want to see. */
export const modelDetailSchema = v.object({
  source: v.string(),
  tensors: v.array(tensorEntrySchema),
  inputs: v.array(valueInfoSchema),
  outputs: v.array(valueInfoSchema),
  about: v.optional(modelAboutSchema),
  /** The graph without its weights, one operator a line. */
  graph: v.string(),
})
export type ModelDetail = v.InferOutput<typeof modelDetailSchema>

/** What the browser says of this site's room, bytes. Browsers blur it. */
export const storageSchema = v.object({
  usedBytes: count,
  /** How far the browser lets this site go. */
  allowedBytes: count,
  /** The browser promised not to clear it by itself. */
  persisted: v.boolean(),
})
export type Storage = v.InferOutput<typeof storageSchema>

export const librarySchema = v.object({
  models: v.array(modelSummarySchema),
  storage: storageSchema,
})
/** The models of this browser and their room, as one tab sees them. */
export type Library = v.InferOutput<typeof librarySchema>

/** What was found when every segment of a model was read. */
export const verificationSchema = v.object({
  checkedBytes: count,
  damage: v.array(damageSchema),
  /** The damaged segments were fetched again, and are right now. */
  repaired: v.boolean(),
})
export type Verification = v.InferOutput<typeof verificationSchema>

const LOCK = 'sublet-model '

/** The Web Lock that a tab holds, shared, for as long as it uses a model: staging does not evict it then. */
export function modelLock(source: string): string {
  return `${LOCK}${source}`
}

/** The model that a lock is held on; undefined for a lock of another kind. */
export function modelOfLock(name: string): string | undefined {
  return name.startsWith(LOCK) ? name.slice(LOCK.length) : undefined
}
