import type { AudioClip } from '../audio/audio-clip'

/** A table as it is typed: by row, the text of each cell. An empty one of truth values is false. */
export interface TableDraft {
  readonly cells: readonly (readonly string[])[]
}

/**
 * What the visitor has given so far, as the control holds it: the text of a field, what is ticked, the cells of a table,
 * the pixels of a picture, a sound, a file. Undefined: untouched, so the declared default counts.
 */
export type Draft =
  | string
  | boolean
  | readonly string[]
  | TableDraft
  | ImageData
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

/** Several choices. */
export function isValues(draft: Draft): draft is readonly string[] {
  return Array.isArray(draft)
}
