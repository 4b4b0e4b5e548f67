import type { WgslLiteral } from './find-wgsl'
import { textOf } from './shader'

/** One colour of a source file: from `start` to `end`. */
export interface SourceToken {
  start: number
  end: number
  type: string
}

/** Where the tokens of a line begin, and what they are; each ends where the next begins. */
type Tokenize = (text: string) => readonly (readonly { offset: number; type: string }[])[]

/**
 * The colours of literals as WGSL, in the order of the source. What is put in, and an escape, keep their own.
 * @param tokenize line by line
 */
export function literalTokens(literals: readonly WgslLiteral[], tokenize: Tokenize): SourceToken[] {
  const found = literals
    .flatMap((literal) => tokensOf(literal, tokenize))
    .sort((a, b) => a.start - b.start || a.end - b.end)
  // A literal within a substitution of another one has colours of its own, and they are the same.
  return found.filter(({ start }, index) => start >= (found[index - 1]?.end ?? 0))
}

function tokensOf(literal: WgslLiteral, tokenize: Tokenize): SourceToken[] {
  const text = textOf(literal)
  const tokens = absolute(text, tokenize(text))
  const found: SourceToken[] = []
  let [at, next] = [0, 0]
  for (const piece of literal.pieces) {
    const end = at + piece.text.length
    const { place } = piece
    const isOwn = place.file === literal.file && place.start >= literal.start && place.end <= literal.end
    // One that goes on in the next piece is met again there.
    while ((tokens[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1
    for (let index = next; piece.verbatim && isOwn; index += 1) {
      const token = tokens[index]
      if (token === undefined || token.start >= end) break
      const [from, to] = [Math.max(token.start, at), Math.min(token.end, end)]
      if (from < to)
        found.push({ start: place.start + from - at, end: place.start + to - at, type: token.type })
    }
    at = end
  }
  return found
}

/** With offsets in the text rather than in their lines. */
function absolute(text: string, lines: ReturnType<Tokenize>): SourceToken[] {
  let begun = 0
  return text.split('\n').flatMap((line, number) => {
    const tokens = lines[number] ?? []
    const own = tokens.map(({ offset, type }, index) => {
      return { start: begun + offset, end: begun + (tokens[index + 1]?.offset ?? line.length), type }
    })
    begun += line.length + 1
    return own
  })
}
