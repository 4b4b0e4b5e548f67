import * as v from 'valibot'
import { wireErrorSchema } from './errors'
import { librarySchema, modelDetailSchema, verificationSchema } from './library'
import { fileProgressSchema, stagedModelSchema } from './model'
import { repositoryFileSchema } from './repository'

/** Tab <-> staging SharedWorker. Raised when a message changes its meaning. */
export const STAGING_PROTOCOL = 4

const id = v.pipe(v.string(), v.maxLength(64))
/** An absolute http(s) URL, or `local:PATH` for a dropped file. */
const source = v.pipe(v.string(), v.url(), v.maxLength(4_000))

/** Where models named by a hub id come from. */
export const hubSchema = v.object({
  /** Without a slash at its end. */
  base: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\/.*[^/]$/), v.maxLength(1_000)),
  /** Absent: none. It goes one way only: nothing that staging sends has it. */
  token: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))),
})

export const toStagingSchema = v.variant('type', [
  v.object({ type: v.literal('hello'), protocol: v.number() }),
  /** Stage the model at `source` unless it is there; answered by `staged` or `failed`. */
  v.object({ type: v.literal('ensure'), id, source }),
  /**
   * Stage models out of files; answered by `added`. `path` is that of a dropped folder, or the name alone; each `.onnx`
   * among them is a model, and its data files lie beside it.
   */
  v.object({
    type: v.literal('add'),
    id,
    files: v.pipe(
      v.array(
        v.object({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)), file: v.instance(File) }),
      ),
      v.minLength(1),
      v.maxLength(10_000),
    ),
  }),
  /**
   * Take a model apart that a handler has as bytes, and store nothing; answered by `staged`, whose files are these Blobs.
   * `externalData` is by the name that the graph gives it.
   */
  v.object({
    type: v.literal('pack'),
    id,
    file: v.instance(Blob),
    externalData: v.pipe(
      v.array(v.object({ path: v.pipe(v.string(), v.maxLength(2048)), data: v.instance(Blob) })),
      v.maxLength(256),
    ),
  }),
  /** Stop a download and keep what is stored; `ensure` goes on with it. Answered by `done`. */
  v.object({ type: v.literal('pause'), id, source }),
  /** Delete a model and its download; answered by `done`. Removing what is not there is no error. */
  v.object({ type: v.literal('remove'), id, source }),
  /** A pinned model is not deleted to make room. Answered by `done`. */
  v.object({ type: v.literal('pin'), id, source, pinned: v.boolean() }),
  /** Read every byte of a model again, and fetch what is damaged. Answered by `verified`. */
  v.object({ type: v.literal('verify'), id, source }),
  /** Answered by `described`. */
  v.object({ type: v.literal('describe'), id, source }),
  /** A file of a repository that is no model; answered by `file`. With `head` its status and size will do. */
  v.object({ type: v.literal('file'), id, source, head: v.boolean() }),
  /** Answered by `listed`. */
  v.object({ type: v.literal('list'), id }),
  /** Answered by `library`, now and on every change from now on. */
  v.object({ type: v.literal('watch') }),
  /** Answered by `done`. */
  v.object({ type: v.literal('setHub'), id, hub: hubSchema }),
])
export type ToStaging = v.InferOutput<typeof toStagingSchema>

export const fromStagingSchema = v.variant('type', [
  /** `lock` is the Web Lock that this worker holds for as long as it lives; each life has one of its own. */
  v.object({ type: v.literal('welcome'), protocol: v.number(), lock: v.string() }),
  /** The answer to a `hello` of another protocol; every request of that tab fails the same way. */
  v.object({ type: v.literal('unwelcome'), error: wireErrorSchema }),
  /** Bytes stored so far, in all and of each file. `total` is null while the server has not said. */
  v.object({
    type: v.literal('progress'),
    id,
    loaded: v.number(),
    total: v.nullable(v.number()),
    files: v.array(fileProgressSchema),
  }),
  v.object({ type: v.literal('staged'), id, model: stagedModelSchema }),
  /** The sources of the models that were in the files. */
  v.object({ type: v.literal('added'), id, sources: v.array(source) }),
  v.object({ type: v.literal('verified'), id, verification: verificationSchema }),
  v.object({ type: v.literal('described'), id, detail: modelDetailSchema }),
  v.object({ type: v.literal('file'), id, file: repositoryFileSchema }),
  v.object({ type: v.literal('done'), id }),
  v.object({ type: v.literal('listed'), id, library: librarySchema }),
  v.object({ type: v.literal('library'), library: librarySchema }),
  v.object({ type: v.literal('failed'), id, error: wireErrorSchema }),
])
export type FromStaging = v.InferOutput<typeof fromStagingSchema>
