import type { EventInput, EventOutput } from './blocks-components'
import type { AudioClip, ChatMessage, MaskedImage, StateComponent } from './components'
import type { Cell, Table } from './data-components'
import type { Skip } from './skip'
import type { HighlightedSpan, PlotValue } from './view-components'

type Picture = ImageData | ImageBitmap | Blob

/** Of an input that need not be given. */
type Absent<C> = C extends { required: false } ? null : never

/** What a handler gets, by the kind of an input component `C`. */
interface Given<C> {
  image: (C extends { source: 'mask' } ? MaskedImage : ImageData) | Absent<C>
  number: number
  slider: number
  textbox: string
  json: unknown
  audio: AudioClip | Absent<C>
  file: File | Absent<C>
  checkbox: boolean
  'checkbox-group': string[]
  radio: string
  dropdown: C extends { multiselect: true } ? string[] : string
  'color-picker': string
  code: string
  dataframe: Table
  video: File | Absent<C>
  chatbot: ChatMessage[]
  button: null
  timer: number
  state: C extends StateComponent<infer T> ? T : never
}

interface ReadonlyTable {
  readonly headers: readonly string[]
  readonly data: readonly (readonly Cell[])[]
}

/** What is cloned as it is, and has no arrays of the author's in it. */
type Whole =
  | ((...args: never[]) => unknown)
  | ArrayBuffer
  | ArrayBufferView
  | Blob
  | Date
  | ImageBitmap
  | ImageData
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>

/**
 * A `T`, or one whose arrays are read-only: what is given is copied, and so may be either. TypeScript infers an array
 * literal that `fn` returns as read-only, because `O` is a const type parameter.
 */
type Copied<T> = T extends Whole ? T : T extends object ? { readonly [K in keyof T]: Copied<T[K]> } : T

/** What a handler may return, by the kind of an output component `C`. */
interface Shown<C> {
  image: Picture
  'image-slider': readonly [before: Picture, after: Picture]
  label: readonly number[] | Float32Array | Readonly<Record<string, number>>
  number: number
  slider: number
  textbox: string
  json: unknown
  audio: Copied<AudioClip>
  file: File
  checkbox: boolean
  'checkbox-group': readonly string[]
  radio: string
  dropdown: C extends { multiselect: true } ? readonly string[] : string
  'color-picker': string
  code: string
  dataframe: ReadonlyTable
  video: Blob
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that draws returns nothing
  canvas: void
  chatbot: readonly ChatMessage[]
  markdown: string
  'highlighted-text': readonly HighlightedSpan[]
  gallery: readonly (Picture | readonly [picture: Picture, caption: string])[]
  plot: PlotValue
  model3d: Blob | ArrayBuffer | Uint8Array
  timer: boolean
  state: C extends StateComponent<infer T> ? Copied<T> : never
}

/** What a handler gets from an input component. */
export type InputValue<C extends EventInput> = Given<C>[C['kind']]

/** What a handler may return for an output component; `skip()` leaves any of them as it is. */
export type OutputValue<C extends EventOutput> = Shown<C>[C['kind']] | Skip

export type InputValues<I extends readonly EventInput[]> = { -readonly [K in keyof I]: InputValue<I[K]> }

/**
 * One output is returned bare; several are returned as an array in their order. The mapped type is not inside the
 * conditional one, because TypeScript takes an array literal for a tuple only where it sees a mapped type.
 */
export type OutputValues<O extends readonly EventOutput[]> = Bare<O> | Several<O> | Skip

type Bare<O extends readonly EventOutput[]> = O extends readonly [infer Only extends EventOutput]
  ? OutputValue<Only>
  : never

type Several<O extends readonly EventOutput[]> = {
  [K in keyof O]: O extends readonly [EventOutput] ? never : OutputValue<O[K]>
}

/**
 * What runs. May be async; a generator streams, async or not: each value that it yields replaces the outputs, and the last
 * one is the result. What it returns is not shown.
 */
export type HandlerFunction<I extends readonly EventInput[], O extends readonly EventOutput[]> = (
  ...inputs: InputValues<I>
) =>
  | OutputValues<O>
  | Promise<OutputValues<O>>
  | AsyncIterable<OutputValues<O>>
  | Generator<OutputValues<O>, unknown>

/** A value for each input that a visitor sees. */
export type ExampleRow<I extends readonly EventInput[]> = number extends I['length']
  ? readonly unknown[]
  : VisibleValues<I>

type VisibleValues<I extends readonly EventInput[]> = I extends readonly [
  infer First extends EventInput,
  ...infer Rest extends readonly EventInput[],
]
  ? First extends StateComponent
    ? VisibleValues<Rest>
    : readonly [InputValue<First>, ...VisibleValues<Rest>]
  : readonly []
