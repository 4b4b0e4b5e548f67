/** Declarations of a colour, code, a table and a video. Each is plain data; the page renders it. */

export interface ColorPickerOptions {
  label?: string
  /** Help, shown at the control. */
  info?: string
  /** `#rrggbb`. Default `'#000000'`. */
  value?: string
}
export type ColorPickerComponent = ColorPickerOptions & { kind: 'color-picker' }

/** A colour as `#rrggbb`, in small letters. */
export function ColorPicker(options: ColorPickerOptions = {}): ColorPickerComponent {
  return { kind: 'color-picker', ...options }
}

export interface CodeOptions {
  label?: string
  info?: string
  /** Its name, as it is shown: `'python'`. */
  language?: string
  value?: string
  /** How many are seen at once. Default 8. */
  lines?: number
  /** An empty one is refused. */
  required?: boolean
}
export type CodeComponent = CodeOptions & { kind: 'code' }

/** Text in lines of fixed width: a string. */
export function Code(options: CodeOptions = {}): CodeComponent {
  return { kind: 'code', ...options }
}

/** Of a column: what its cells hold. */
export type ColumnType = 'str' | 'number' | 'bool'

/** `null`: an empty cell of numbers. */
export type Cell = string | number | boolean | null

/** A table as a handler gets it and returns it. */
export interface Table {
  headers: string[]
  /** By row: as many cells as there are headers. */
  data: Cell[][]
}

export interface DataframeOptions {
  label?: string
  info?: string
  /** Names of the columns. An output may bring its own. */
  headers?: readonly string[]
  /** Of all columns, or of each. Default `'str'`. */
  datatype?: ColumnType | readonly ColumnType[]
  /** Rows at first. */
  value?: readonly (readonly Cell[])[]
  /** The most that an input takes. Default 1000. */
  maxRows?: number
  /** A table without a filled row is refused. */
  required?: boolean
}
export type DataframeComponent = DataframeOptions & { kind: 'dataframe' }

/** As an input: `{ headers, data }` less the rows that are empty all over. As an output: the same. */
export function Dataframe(options: DataframeOptions = {}): DataframeComponent {
  return { kind: 'dataframe', ...options }
}

export interface VideoOptions {
  label?: string
  info?: string
  /** Default true. False: the handler gets `null` where the visitor gave none. */
  required?: boolean
}
export type VideoComponent = VideoOptions & { kind: 'video' }

/** As an input: the visitor's `File`, not decoded. As an output: a `File` or a `Blob` that the browser can play. */
export function Video(options: VideoOptions & { required: false }): VideoComponent & { required: false }
export function Video(options?: VideoOptions): VideoComponent
export function Video(options: VideoOptions = {}): VideoComponent {
  return { kind: 'video', ...options }
}
