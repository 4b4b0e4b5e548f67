import * as v from 'valibot'

const line = v.pipe(v.string(), v.maxLength(200))
const text = v.pipe(v.string(), v.maxLength(20_000))
const number = v.pipe(v.number(), v.finite())
const label = v.optional(line)
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192))

/** What a handler declares as an input or output. Mirrors `sdk/components.ts`, parsed because it comes from a runner. */
export const componentSchema = v.variant('kind', [
  v.object({
    kind: v.literal('image'),
    label,
    source: v.optional(v.picklist(['upload', 'sketch']), 'upload'),
    /** [height, width] that the handler gets; absent: as it was given. */
    shape: v.optional(v.tuple([count, count])),
    mode: v.optional(v.picklist(['grey', 'rgba']), 'rgba'),
    /** `content`: cut to what was drawn, aspect kept, before it is scaled to `shape`. */
    crop: v.optional(v.picklist(['none', 'content']), 'none'),
  }),
  /** An output only: `[before, after]`, two pictures. */
  v.object({ kind: v.literal('image-slider'), label }),
  v.object({ kind: v.literal('label'), label, top: v.optional(count, 3) }),
  v.object({
    kind: v.literal('number'),
    label,
    value: v.optional(number, 0),
    min: v.optional(number),
    max: v.optional(number),
    step: v.optional(number),
  }),
  v.object({
    kind: v.literal('slider'),
    label,
    min: number,
    max: number,
    step: v.optional(number),
    value: v.optional(number),
  }),
  v.object({
    kind: v.literal('textbox'),
    label,
    lines: v.optional(count, 1),
    value: v.optional(text, ''),
    placeholder: v.optional(text),
  }),
  v.object({ kind: v.literal('json'), label }),
  /** As an input: `{ sampleRate, channels }` with samples from -1 to 1, at the rate of the file. */
  v.object({ kind: v.literal('audio'), label }),
  v.object({
    kind: v.literal('file'),
    label,
    /** File name endings, as `.txt`, or MIME types, as of `<input accept>`. */
    accept: v.optional(v.pipe(v.array(line), v.maxLength(32)), []),
  }),
  /** An output only: the page's own canvas, which the handler draws on while its lease lasts. Pixels. */
  v.object({
    kind: v.literal('canvas'),
    label,
    width: v.optional(count, 640),
    height: v.optional(count, 360),
  }),
  /** A conversation, oldest message first. The second input of a chat, and its output; of a form an output only. */
  v.object({ kind: v.literal('chatbot'), label }),
  /** Not shown. What a visitor's earlier calls left: the n-th of the outputs becomes the n-th of the inputs. */
  v.object({ kind: v.literal('state'), initial: v.unknown() }),
])
export type ComponentSpec = v.InferOutput<typeof componentSchema>
export type ComponentKind = ComponentSpec['kind']

/** A function that was wrapped in `GPU(...)`, as the page shows it before a run. */
export const gpuFunctionSchema = v.object({
  name: line,
  /** Seconds, or null when the author's callable decides by the arguments. */
  seconds: v.nullable(v.number()),
  size: v.picklist(['large', 'xlarge']),
  /** As declared; absent: 1 runner for the demo, and as many leases as there are slots. */
  concurrency: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type GpuFunctionSpec = v.InferOutput<typeof gpuFunctionSchema>

export const interfaceSchema = v.object({
  title: line,
  description: v.optional(text, ''),
  inputs: v.pipe(v.array(componentSchema), v.maxLength(64)),
  outputs: v.pipe(v.array(componentSchema), v.minLength(1), v.maxLength(64)),
  gpu: v.pipe(v.array(gpuFunctionSchema), v.maxLength(256)),
  /** `chat`: its first input is the message and its second the conversation so far. Absent: a form beside its result. */
  layout: v.exactOptional(v.literal('chat')),
  /** Of a chat: messages to begin with. */
  examples: v.exactOptional(v.pipe(v.array(text), v.maxLength(32))),
})
export type InterfaceSpec = v.InferOutput<typeof interfaceSchema>
