import type { AudioClip } from '../audio/audio-clip'

/** A table as it is typed: by row, the text of each cell. An empty one of truth values is false. */
export interface TableDraft {
  readonly cells: readonly (readonly string[])[]
}

/** A picture to be painted over. */
export interface MaskedDraft {
  readonly image: ImageData
  /** As large as the picture, opaque white where it is painted over, transparent elsewhere. Undefined: nowhere. */
  readonly mask: ImageData | undefined
}

/**
 * What the visitor has given so far, as the control holds it: the text of a field, what is ticked, the cells of a table,
 * the pixels of a picture, one with what is painted over it, a sound, a file. Undefined: untouched, so the declared default counts.
 */
export type Draft =
  | string
  | boolean
  | readonly string[]
  | TableDraft
  | ImageData
  | MaskedDraft
  | AudioClip
  | File
  | undefined

/** `missing` is said when Run is pressed; `wrong` at once. Only a `value` ever reaches the host. */
export type Checked<T = unknown> =
  | { is: 'value'; value: T }
  | { is: 'missing'; reason: string }
  | { is: 'wrong'; reason: string }

export function isClip(draft: Draft): draft is AudioClip {
  return typeof draft === 'object' && 'channels' in draft
}

export function isTable(draft: Draft): draft is TableDraft {
  return typeof draft === 'object' && 'cells' in draft
}

/** A picture that nobody has painted over yet is one, too. */
export function maskedOf(draft: Draft): MaskedDraft | undefined {
  if (draft instanceof ImageData) return { image: draft, mask: undefined }
  return typeof draft === 'object' && 'mask' in draft ? draft : undefined
}

/** Several choices. */
export function isValues(draft: Draft): draft is readonly string[] {
  return Array.isArray(draft)
}
