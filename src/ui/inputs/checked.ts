/**
 * What the visitor has given so far, as the control holds it: the text of a field, or the pixels of a picture.
 * Undefined: untouched, so the declared default counts.
 */
export type Draft = string | ImageData | undefined

/** `missing` is said when Run is pressed; `wrong` at once. Only a `value` ever reaches the host. */
export type Checked<T = unknown> =
  | { is: 'value'; value: T }
  | { is: 'missing'; reason: string }
  | { is: 'wrong'; reason: string }
