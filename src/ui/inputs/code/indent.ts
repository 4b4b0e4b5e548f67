/** A text and what is selected in it. */
export interface Selected {
  text: string
  start: number
  end: number
}

/** `insert` takes the place of what is between `from` and `to`; then `start` to `end` is selected. */
export interface Edit {
  from: number
  to: number
  insert: string
  start: number
  end: number
}

const STEP = '  '

/** Tab: two spaces at the caret, or each selected line two further in. */
export function indent({ text, start, end }: Selected): Edit {
  if (start === end) {
    return { from: start, to: end, insert: STEP, start: start + STEP.length, end: start + STEP.length }
  }
  const from = lineStart(text, start)
  const lines = text.slice(from, end).split('\n')
  const insert = lines.map((line) => STEP + line).join('\n')
  return { from, to: end, insert, start: start + STEP.length, end: end + STEP.length * lines.length }
}

/** Shift and Tab: each selected line two further out, as far as it is in. */
export function outdent({ text, start, end }: Selected): Edit {
  const from = lineStart(text, start)
  const lines = text.slice(from, end).split('\n')
  const [first = ''] = lines
  const shorter = lines.map((line) => line.replace(/^( {1,2}|\t)/, ''))
  const insert = shorter.join('\n')
  const before = Math.max(from, start - (first.length - (shorter[0] ?? '').length))
  return { from, to: end, insert, start: before, end: Math.max(before, from + insert.length) }
}

/** Enter: as far in as the line before. */
export function newLine({ text, start, end }: Selected): Edit {
  const [lead = ''] = /^[ \t]*/.exec(text.slice(lineStart(text, start), start)) ?? []
  const at = start + 1 + lead.length
  return { from: start, to: end, insert: `\n${lead}`, start: at, end: at }
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}
