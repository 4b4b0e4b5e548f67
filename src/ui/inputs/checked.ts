import type { AudioClip } from '../audio/audio-clip'

/**
 * What the visitor has given so far, as the control holds it: the text of a field, the pixels of a picture, a sound, a
 * file. Undefined: untouched, so the declared default counts.
 */
export type Draft = string | ImageData | AudioClip | File | undefined

/** `missing` is said when Run is pressed; `wrong` at once. Only a `value` ever reaches the host. */
export type Checked<T = unknown> =
  | { is: 'value'; value: T }
  | { is: 'missing'; reason: string }
  | { is: 'wrong'; reason: string }

export function isClip(draft: Draft): draft is AudioClip {
  return typeof draft === 'object' && 'channels' in draft
}
