/** Offsets in UTF-16 units; an insertion has `start === end`. */
export interface Edit {
  start: number
  end: number
  text: string
}
