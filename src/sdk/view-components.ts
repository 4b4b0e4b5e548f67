/** Declarations of what only shows. Each is plain data; the page renders it. */

export interface MarkdownOptions {
  label?: string
}
export type MarkdownComponent = MarkdownOptions & { kind: 'markdown' }

/**
 * An output only: a text in Markdown, with GitHub's tables, tasks and footnotes. HTML in it is shown as text, and pictures
 * are those in the text itself (`data:`) or of this site.
 */
export function Markdown(options: MarkdownOptions = {}): MarkdownComponent {
  return { kind: 'markdown', ...options }
}

export interface HighlightedTextOptions {
  label?: string
  /** What the colours mean, above the text. Default true. */
  legend?: boolean
}
export type HighlightedTextComponent = HighlightedTextOptions & { kind: 'highlighted-text' }

/** A piece of a text and its category, its score from -1 to 1, or null. */
export type HighlightedSpan = readonly [text: string, mark: string | number | null]

/** An output only: a text in pieces, each `[text, label | number | null]`. */
export function HighlightedText(options: HighlightedTextOptions = {}): HighlightedTextComponent {
  return { kind: 'highlighted-text', ...options }
}

export interface GalleryOptions {
  label?: string
  /** At most so many side by side, 1 to 12. Absent: as many as there is room for. */
  columns?: number
}
export type GalleryComponent = GalleryOptions & { kind: 'gallery' }

/** An output only: an array of pictures, each as for `Image`, or of `[picture, caption]`. */
export function Gallery(options: GalleryOptions = {}): GalleryComponent {
  return { kind: 'gallery', ...options }
}

export interface PlotOptions {
  label?: string
  /** CSS pixels, 120 to 1200. Default 300. */
  height?: number
}
export type PlotComponent = PlotOptions & { kind: 'plot' }

export type PlotNumbers = readonly (number | null)[] | Float32Array | Float64Array | Int32Array | Uint32Array

export interface PlotSeries {
  label: string
  /** As many as in `x`. Null, and what is not finite, is a gap. */
  y: PlotNumbers
}

export interface PlotValue {
  /** Default `'line'`. */
  kind?: 'line' | 'bar' | 'scatter'
  /** Finite; points are drawn in ascending order. */
  x: PlotNumbers
  series: readonly PlotSeries[]
  xLabel?: string
  yLabel?: string
}

/** An output only: series over one axis. Yielded again with more points, it is updated in place. */
export function Plot(options: PlotOptions = {}): PlotComponent {
  return { kind: 'plot', ...options }
}

export interface Model3DOptions {
  label?: string
}
export type Model3DComponent = Model3DOptions & { kind: 'model3d' }

/** An output only: a `.glb`, `.ply`, `.splat`, `.spz` or `.ksplat` file, to be turned around. */
export function Model3D(options: Model3DOptions = {}): Model3DComponent {
  return { kind: 'model3d', ...options }
}
