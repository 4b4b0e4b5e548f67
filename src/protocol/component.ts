import * as v from 'valibot'

export const line = v.pipe(v.string(), v.maxLength(200))
export const text = v.pipe(v.string(), v.maxLength(20_000))
const number = v.pipe(v.number(), v.finite())
const label = v.optional(line)
const info = v.optional(text)
/** Of a picture, a sound, a film and a file the default is true, of the others false. */
const required = v.optional(v.boolean())
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192))

/** A pair is what is shown and what is given. What comes out of here is parsed again in the tab, and comes out the same. */
const choice = v.union([
  v.pipe(
    line,
    v.transform((same): [label: string, value: string] => [same, same]),
  ),
  v.tuple([line, line]),
])
const choices = v.pipe(
  v.array(choice),
  v.minLength(1),
  v.maxLength(5_000),
  v.check((all) => new Set(all.map(([, value]) => value)).size === all.length, 'two choices have one value'),
)
const values = v.pipe(v.array(text), v.maxLength(5_000))
const plain = v.pipe(v.unknown(), v.check(isJson, 'JSON cannot hold this value'))
const column = v.picklist(['str', 'number', 'bool'])
const cell = v.nullable(v.union([text, number, v.boolean()]))
const rows = v.pipe(v.array(v.pipe(v.array(cell), v.maxLength(200))), v.maxLength(10_000))

/** What a handler declares as an input or output. Mirrors `sdk/components.ts`, parsed because it comes from a runner. */
export const componentSchema = v.variant('kind', [
  v.object({
    kind: v.literal('image'),
    label,
    info,
    required,
    source: v.optional(v.picklist(['upload', 'sketch', 'mask']), 'upload'),
    /** Absent: all of them. */
    sources: v.optional(
      v.pipe(v.array(v.picklist(['upload', 'clipboard', 'webcam'])), v.minLength(1), v.maxLength(3)),
    ),
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
    info,
    value: v.optional(number, 0),
    min: v.optional(number),
    max: v.optional(number),
    step: v.optional(number),
  }),
  v.object({
    kind: v.literal('slider'),
    label,
    info,
    min: number,
    max: number,
    step: v.optional(number),
    value: v.optional(number),
  }),
  v.object({
    kind: v.literal('textbox'),
    label,
    info,
    lines: v.optional(count, 1),
    value: v.optional(text, ''),
    placeholder: v.optional(text),
    required,
  }),
  v.object({ kind: v.literal('checkbox'), label, info, value: v.optional(v.boolean(), false) }),
  v.object({
    kind: v.literal('checkbox-group'),
    label,
    info,
    choices,
    value: v.optional(values, []),
    required,
  }),
  v.object({ kind: v.literal('radio'), label, info, choices, value: v.optional(text) }),
  v.object({
    kind: v.literal('dropdown'),
    label,
    info,
    choices,
    /** Of `multiselect` an array. Absent: the first choice, or none of many; null: none. */
    value: v.optional(v.nullable(v.union([text, values]))),
    multiselect: v.optional(v.boolean(), false),
    allowCustom: v.optional(v.boolean(), false),
    maxChoices: v.optional(count),
    required,
  }),
  v.object({ kind: v.literal('color-picker'), label, info, value: v.optional(line, '#000000') }),
  v.object({
    kind: v.literal('code'),
    label,
    info,
    language: v.optional(line, 'text'),
    value: v.optional(text, ''),
    lines: v.optional(count, 8),
    required,
  }),
  v.object({
    kind: v.literal('dataframe'),
    label,
    info,
    headers: v.optional(v.pipe(v.array(line), v.minLength(1), v.maxLength(200))),
    datatype: v.optional(v.union([column, v.pipe(v.array(column), v.maxLength(200))]), 'str'),
    value: v.optional(rows, []),
    /** Of an input: more are refused. */
    maxRows: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 1_000),
    required,
  }),
  /** As an input: the `File` as it is, not decoded. */
  v.object({ kind: v.literal('video'), label, info, required }),
  v.object({ kind: v.literal('json'), label, info, value: v.optional(plain) }),
  /** As an input: `{ sampleRate, channels }` with samples from -1 to 1, at the rate of the file. */
  v.object({ kind: v.literal('audio'), label, info, required }),
  v.object({
    kind: v.literal('file'),
    label,
    info,
    required,
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
  /** A conversation, oldest message first. Of a chat its second input, and its output; of an event either; of a form an output. */
  v.object({ kind: v.literal('chatbot'), label }),
  /** These only show. */
  v.object({ kind: v.literal('markdown'), label }),
  v.object({ kind: v.literal('highlighted-text'), label, legend: v.optional(v.boolean(), true) }),
  v.object({
    kind: v.literal('gallery'),
    label,
    /** Absent: as many as there is room for. */
    columns: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
  }),
  v.object({
    kind: v.literal('plot'),
    label,
    /** CSS pixels. */
    height: v.optional(v.pipe(v.number(), v.minValue(120), v.maxValue(1200)), 300),
  }),
  v.object({ kind: v.literal('model3d'), label }),
  /** In Blocks only, and an input only: `null` is what a handler gets of it. */
  v.object({
    kind: v.literal('button'),
    label: line,
    look: v.optional(v.picklist(['primary', 'secondary']), 'secondary'),
  }),
  /**
   * In Blocks only: not shown; ticks while the page is looked at. As an input: how often it has ticked. As an output: true
   * lets it tick from now on, false stops it.
   */
  v.object({
    kind: v.literal('timer'),
    /** Seconds. */
    every: v.pipe(v.number(), v.minValue(0.1), v.maxValue(3600)),
    active: v.optional(v.boolean(), true),
  }),
  /** Not shown. What a visitor's earlier calls left: the n-th of the outputs becomes the n-th of the inputs. */
  v.object({ kind: v.literal('state'), initial: v.unknown() }),
])
export type ComponentSpec = v.InferOutput<typeof componentSchema>
export type ComponentKind = ComponentSpec['kind']

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    // A circle or a bigint: these are its only failures.
    return false
  }
}
