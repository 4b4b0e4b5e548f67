import * as v from 'valibot'
import { wireErrorSchema } from './errors'
import {
  externalEntrySchema,
  fileProgressSchema,
  stagedFileSchema,
  tensorEntrySchema,
  valueInfoSchema,
} from './model'
import { repositoryFileSchema } from './repository'

/** Host <-> runner, over the port that the frame hands to the worker. */
const id = v.pipe(v.string(), v.maxLength(64))
const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Texts are for reading. The runner cuts what is longer; what comes longer all the same is dropped. */
export const LONGEST_TEXT = 4000
const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT))
/** Longer names of GPU functions are cut by the runner. */
export const LONGEST_NAME = 200

/** ES modules by specifier. Their own imports are specifiers of the same runner's modules. */
const modules = v.record(v.string(), v.string())

/** The first message on the port: what a runner is made of. */
export const runnerModulesSchema = v.object({
  modules,
  /** The specifier that takes over the port. */
  main: v.string(),
  /** What a handler may import besides: asked for by `import` when one does. */
  libraries: v.array(v.string()),
})
export type RunnerModules = v.InferOutput<typeof runnerModulesSchema>

// Node, where some of the runner's tests run, has none.
const canvas = v.custom<OffscreenCanvas>(
  (value) => 'OffscreenCanvas' in globalThis && value instanceof OffscreenCanvas,
)

export const toRunnerSchema = v.variant('type', [
  /**
   * The compiled files of a demo by their path in its folder, such as `handler.ts` and `maths.ts`. `base` and a path
   * make the name that stacks show.
   */
  v.object({
    type: v.literal('load'),
    base: v.string(),
    entry: v.string(),
    files: v.record(v.string(), v.string()),
  }),
  /** Answers `import`: the library, and what it needs that the runner has not been sent before. */
  v.object({ type: v.literal('imported'), library: v.string(), modules }),
  v.object({ type: v.literal('notImported'), library: v.string(), error: wireErrorSchema }),
  /** Answers `model`. Blob handles only: the runner reads the ranges of the tensor table itself. */
  v.object({
    type: v.literal('staged'),
    model: id,
    /** Of the files: sessions on the same ones share their weights. */
    digest: v.string(),
    skeleton: v.instance(Uint8Array),
    tensors: v.array(tensorEntrySchema),
    externalData: v.array(externalEntrySchema),
    files: v.array(stagedFileSchema),
    inputs: v.array(valueInfoSchema),
    outputs: v.array(valueInfoSchema),
  }),
  v.object({ type: v.literal('notStaged'), model: id, error: wireErrorSchema }),
  /** How far the answer to `model` has come: the bytes that are stored of each of its files. */
  v.object({ type: v.literal('staging'), model: id, files: v.array(fileProgressSchema) }),
  /** Answers `file`. */
  v.object({ type: v.literal('fetched'), request: id, file: repositoryFileSchema }),
  v.object({ type: v.literal('notFetched'), request: id, error: wireErrorSchema }),
  /** `canvases` has the page's canvas for each output that is one, and null for the others. */
  v.object({
    type: v.literal('call'),
    call: id,
    inputs: v.array(v.unknown()),
    canvases: v.array(v.nullable(canvas)),
    /** Of Blocks: the number of the event whose function runs. */
    event: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  /** The signal of the call fires; what still runs 250 ms later is ended with the runner. */
  v.object({ type: v.literal('cancel'), call: id }),
  /** Answers `lease`. A runner with models has been sent ONNX Runtime before, by way of the frame. */
  v.object({
    type: v.literal('grant'),
    request: id,
    seconds: v.number(),
    sliceBytes: bytes,
    /** Its profile is to have the GPU time of each pass. */
    timed: v.exactOptional(v.boolean()),
  }),
  v.object({ type: v.literal('refused'), request: id, error: wireErrorSchema }),
  /** The signal of the lease fires with this error; what still runs 250 ms later is ended with the runner. */
  v.object({ type: v.literal('abort'), request: id, error: wireErrorSchema }),
  v.object({ type: v.literal('demote'), to: v.picklist(['cool', 'idle']) }),
])
export type ToRunner = v.InferOutput<typeof toRunnerSchema>

const modelPath = v.pipe(v.string(), v.maxLength(2048))

/**
 * An array of 4,294,967,295 holes costs nothing to send, and as many turns to walk: its length is looked at first. Arrays
 * of anything but `unknown` end at their first hole.
 */
const MOST_OUTPUTS = 64
const outputs = v.pipe(
  v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= MOST_OUTPUTS),
  v.array(v.unknown()),
)

/** What a handler yields or returns: a value for each output; those in `skipped` keep what they showed. */
const results = {
  outputs,
  skipped: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(64)),
}

export const fromRunnerSchema = v.variant('type', [
  v.object({ type: v.literal('booted') }),
  /** `spec` by interfaceSchema, which is no part of the page's first load: whoever loads a handler parses it. */
  v.object({ type: v.literal('loaded'), spec: v.unknown() }),
  v.object({ type: v.literal('loadFailed'), error: wireErrorSchema }),
  /** A session was created at module scope: stage this model. `path` is a path of this site or a URL. */
  v.object({ type: v.literal('model'), model: id, path: modelPath }),
  /** The same for a model that the handler has as bytes. `externalData` is by the name that the graph gives it. */
  v.object({
    type: v.literal('modelBytes'),
    model: id,
    file: v.instance(Blob),
    externalData: v.pipe(v.array(v.object({ path: modelPath, data: v.instance(Blob) })), v.maxLength(256)),
  }),
  /**
   * A file of a repository that is no model: a configuration, a tokenizer, a picture. `url` is one of the hub or a path of
   * this site; with `head` its status and size will do.
   */
  v.object({ type: v.literal('file'), request: id, url: modelPath, head: v.boolean() }),
  /** ONNX Runtime is needed without a lease, for a session on the CPU. */
  v.object({ type: v.literal('runtime') }),
  /** A handler imports one of `libraries`. */
  v.object({ type: v.literal('import'), library: v.pipe(v.string(), v.maxLength(LONGEST_NAME)) }),
  /** A GPU function was entered: ask for a lease. */
  v.object({
    type: v.literal('lease'),
    request: id,
    call: id,
    fn: v.pipe(v.string(), v.maxLength(LONGEST_NAME)),
    /** Not parsed further, so that what is illegal is refused with its number and not dropped. */
    seconds: v.union([v.number(), v.nan()]),
    size: v.picklist(['large', 'xlarge']),
    /** At most this many leases of the function at once, over all tabs. */
    concurrency: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.object({ type: v.literal('attaching'), request: id, loaded: bytes, total: bytes }),
  /** The device is there and the weights are on it; the function starts now. */
  v.object({ type: v.literal('attached'), request: id, held: bytes }),
  v.object({
    type: v.literal('released'),
    request: id,
    outcome: v.picklist(['completed', 'failed', 'lost']),
    held: bytes,
  }),
  /** What the lease spent its time on, once it is over. By profileSchema, which is no part of the first load either. */
  v.object({ type: v.literal('profile'), request: id, profile: v.unknown() }),
  v.object({
    type: v.literal('progress'),
    call: id,
    fraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    text,
  }),
  v.object({ type: v.literal('yield'), call: id, ...results }),
  v.object({ type: v.literal('returned'), call: id, ...results }),
  v.object({ type: v.literal('threw'), call: id, error: wireErrorSchema }),
  /** Answers `demote`; unasked, and then only downwards, when the device was lost without a lease. */
  v.object({ type: v.literal('residency'), level: v.picklist(['warm', 'cool', 'idle']), held: bytes }),
  v.object({
    type: v.literal('log'),
    /** The call that runs; absent at module scope and between calls. */
    call: v.exactOptional(id),
    level: v.picklist(['debug', 'info', 'warn', 'error']),
    text,
  }),
])
export type FromRunner = v.InferOutput<typeof fromRunnerSchema>
