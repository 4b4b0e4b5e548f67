/** Declarations of inputs and outputs. Each is plain data; the page renders it. */
import type {
  CheckboxComponent,
  CheckboxGroupComponent,
  DropdownComponent,
  RadioComponent,
} from './choice-components'
import type {
  CodeComponent,
  ColorPickerComponent,
  DataframeComponent,
  VideoComponent,
} from './data-components'
import type {
  GalleryComponent,
  HighlightedTextComponent,
  MarkdownComponent,
  Model3DComponent,
  PlotComponent,
} from './view-components'

export type ImageSource = 'upload' | 'clipboard' | 'webcam'

export interface ImageOptions {
  label?: string
  /** Help, shown at the control. */
  info?: string
  /**
   * How an input is made. Default `'upload'`: given in one of the ways of `sources`. `'mask'`: given in the same ways, then
   * painted over: the handler gets a `MaskedImage`.
   */
  source?: 'upload' | 'sketch' | 'mask'
  /** Ways to give a picture. Default all of them. */
  sources?: readonly ImageSource[]
  /** [height, width] in pixels that the handler gets; absent: as it was given. */
  shape?: readonly [height: number, width: number]
  /** `'grey'`: red, green and blue are the same intensity. Default `'rgba'`. */
  mode?: 'grey' | 'rgba'
  /** `'content'`: cut to what was drawn, aspect kept, before it is scaled to `shape`. */
  crop?: 'none' | 'content'
  /** Default true. False: the handler gets `null` where the visitor gave none. */
  required?: boolean
}
export type ImageComponent = ImageOptions & { kind: 'image' }

/** What a handler gets from `Image({ source: 'mask' })`: `shape`, `mode` and `crop` apply to both. */
export interface MaskedImage {
  image: ImageData
  /**
   * As large as the image: opaque white where it was painted over, transparent elsewhere. Nothing is in between. With
   * `mode: 'grey'` black stands for transparent.
   */
  mask: ImageData
}
type Masked = ImageComponent & { source: 'mask' }

/**
 * As an input: `ImageData`, or a `MaskedImage` with `source: 'mask'`. As an output: `ImageData`, `ImageBitmap` or an image
 * `Blob`.
 */
export function Image(
  options: ImageOptions & { source: 'mask'; required: false },
): Masked & { required: false }
export function Image(options: ImageOptions & { source: 'mask' }): Masked
export function Image(options: ImageOptions & { required: false }): ImageComponent & { required: false }
export function Image(options?: ImageOptions): ImageComponent
export function Image(options: ImageOptions = {}): ImageComponent {
  return { kind: 'image', ...options }
}

export interface ImageSliderOptions {
  label?: string
}
export type ImageSliderComponent = ImageSliderOptions & { kind: 'image-slider' }

/**
 * An output only: `[before, after]`, each as for `Image`, laid over each other with a divider that the visitor moves.
 * The one with fewer pixels is stretched to the other.
 */
export function ImageSlider(options: ImageSliderOptions = {}): ImageSliderComponent {
  return { kind: 'image-slider', ...options }
}

export interface LabelOptions {
  label?: string
  /** How many of the most likely ones are shown. Default 3. */
  top?: number
}
export type LabelComponent = LabelOptions & { kind: 'label' }

/** Classes with confidences 0..1: an array (its index is the class) or a record from class to confidence. */
export function Label(options: LabelOptions = {}): LabelComponent {
  return { kind: 'label', ...options }
}

export interface NumberOptions {
  label?: string
  info?: string
  value?: number
  min?: number
  max?: number
  step?: number
}
export type NumberComponent = NumberOptions & { kind: 'number' }

function NumberInput(options: NumberOptions = {}): NumberComponent {
  return { kind: 'number', ...options }
}

export { NumberInput as Number }

export interface SliderOptions {
  label?: string
  info?: string
  min: number
  max: number
  step?: number
  value?: number
}
export type SliderComponent = SliderOptions & { kind: 'slider' }

export function Slider(options: SliderOptions): SliderComponent {
  return { kind: 'slider', ...options }
}

export interface TextboxOptions {
  label?: string
  info?: string
  lines?: number
  value?: string
  placeholder?: string
  /** An empty one is refused. */
  required?: boolean
}
export type TextboxComponent = TextboxOptions & { kind: 'textbox' }

export function Textbox(options: TextboxOptions = {}): TextboxComponent {
  return { kind: 'textbox', ...options }
}

export interface JsonOptions {
  label?: string
  info?: string
  /** Of an input: what the field holds at first. */
  value?: unknown
}
export type JsonComponent = JsonOptions & { kind: 'json' }

/** As an output: any plain data. As an input: text that is parsed as JSON. */
function JsonValue(options: JsonOptions = {}): JsonComponent {
  return { kind: 'json', ...options }
}

export { JsonValue as JSON }

export interface AudioOptions {
  label?: string
  info?: string
  /** Default true. False: the handler gets `null` where the visitor gave none. */
  required?: boolean
}
export type AudioComponent = AudioOptions & { kind: 'audio' }

/** Sound as a handler gets it and returns it. */
export interface AudioClip {
  /** Samples a second, as of the file or the microphone. */
  sampleRate: number
  /** One for mono, two for stereo: all of the same length, samples from -1 to 1. */
  channels: Float32Array[]
}

/** As an input and as an output: `{ sampleRate, channels }`. */
export function Audio(options: AudioOptions & { required: false }): AudioComponent & { required: false }
export function Audio(options?: AudioOptions): AudioComponent
export function Audio(options: AudioOptions = {}): AudioComponent {
  return { kind: 'audio', ...options }
}

export interface FileOptions {
  label?: string
  info?: string
  /** File name endings, as `.txt`, or MIME types, as of `<input accept>`. Absent: any. */
  accept?: readonly string[]
  /** Default true. False: the handler gets `null` where the visitor gave none. */
  required?: boolean
}
export type FileComponent = FileOptions & { kind: 'file' }

/** As an input: the visitor's `File`. As an output: a `File` that can be saved. */
function FileInput(options: FileOptions & { required: false }): FileComponent & { required: false }
function FileInput(options?: FileOptions): FileComponent
function FileInput(options: FileOptions = {}): FileComponent {
  return { kind: 'file', ...options }
}

export { FileInput as File }

export interface CanvasOptions {
  label?: string
  /** Pixels. Default 640. */
  width?: number
  /** Pixels. Default 360. */
  height?: number
}
export type CanvasComponent = CanvasOptions & { kind: 'canvas' }

/** An output only: the page's own canvas, which `canvasFor(view)` gives to draw on. Nothing is returned for it. */
export function Canvas(options: CanvasOptions = {}): CanvasComponent {
  return { kind: 'canvas', ...options }
}

export interface ChatbotOptions {
  label?: string
}
export type ChatbotComponent = ChatbotOptions & { kind: 'chatbot' }

/** One turn of a conversation, as chat templates take it. */
export interface ChatMessage {
  role: 'user' | 'assistant'
  content: string
}

/**
 * As an output: a conversation, oldest message first. As an input, of an event of Blocks only: the one that it shows, `[]`
 * at first.
 */
export function Chatbot(options: ChatbotOptions = {}): ChatbotComponent {
  return { kind: 'chatbot', ...options }
}

export interface StateComponent<T = unknown> {
  kind: 'state'
  initial: T
}

/**
 * What a visitor's earlier calls left behind; it is not shown. The n-th `State` of the outputs becomes the n-th of the
 * inputs in the next call, at first `initial`. It is copied each time that it is yielded or returned: to change the
 * copy that the handler was given changes nothing.
 */
export function State<T>(initial: T): StateComponent<T> {
  return { kind: 'state', initial }
}

export type Component =
  | ImageComponent
  | ImageSliderComponent
  | LabelComponent
  | NumberComponent
  | SliderComponent
  | TextboxComponent
  | JsonComponent
  | AudioComponent
  | CheckboxComponent
  | CheckboxGroupComponent
  | RadioComponent
  | DropdownComponent
  | ColorPickerComponent
  | CodeComponent
  | DataframeComponent
  | VideoComponent
  | FileComponent
  | CanvasComponent
  | ChatbotComponent
  | MarkdownComponent
  | HighlightedTextComponent
  | GalleryComponent
  | PlotComponent
  | Model3DComponent
  | StateComponent

/** The others only show. */
export type InputComponent = Exclude<
  Component,
  | ImageSliderComponent
  | LabelComponent
  | CanvasComponent
  | ChatbotComponent
  | MarkdownComponent
  | HighlightedTextComponent
  | GalleryComponent
  | PlotComponent
  | Model3DComponent
>
