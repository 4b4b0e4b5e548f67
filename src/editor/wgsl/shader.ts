/** WGSL as it is put together from the sources of a demo, and the way back: which of their characters made it. */

/** A stretch of a source file, in UTF-16 code units. */
export interface Place {
  /** URI of the file. */
  file: string
  start: number
  end: number
}

/** A stretch of a shader's text. */
export interface Piece {
  text: string
  place: Place
  /** Character by character as at `place`; else all of `place` made it: an escape, a value that was put in. */
  verbatim: boolean
}

/** Piece after piece it is the text. */
export interface Shader {
  pieces: readonly Piece[]
}

/** What is offered for an expression whose value cannot be told, so that the rest can have its colours. */
export const UNTOLD = '0'

export function textOf({ pieces }: Shader): string {
  return pieces.map(({ text }) => text).join('')
}

/**
 * Where the part of the text from `start` to `end` comes from. What begins in one literal and ends in another is marked
 * where it begins.
 */
export function placeOf(shader: Shader, start: number, end: number): Place | undefined {
  const first = unitAt(shader, start)
  if (first === undefined || end <= start) return first && { ...first, end: first.start }
  const last = unitAt(shader, end - 1) ?? first
  const isBehind = last.file === first.file && last.start >= first.start
  return { ...first, end: isBehind ? Math.max(first.end, last.end) : first.end }
}

/** What made one code unit; of a place behind the text, its last one. */
function unitAt({ pieces }: Shader, offset: number): Place | undefined {
  let at = 0
  for (const { text, place, verbatim } of pieces) {
    const inside = offset - at
    at += text.length
    if (offset >= at) continue
    return verbatim ? { ...place, start: place.start + inside, end: place.start + inside + 1 } : place
  }
  const last = pieces.at(-1)?.place
  return last && { ...last, start: last.end }
}
