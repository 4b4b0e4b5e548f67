import type ts from 'typescript'
import type { Piece } from './shader'

/** A string, or a part of a template between its substitutions. */
export type TextNode =
  | ts.StringLiteral
  | ts.NoSubstitutionTemplateLiteral
  | ts.TemplateHead
  | ts.TemplateMiddle
  | ts.TemplateTail

const ONE_CHARACTER: Record<string, string> = {
  ...{ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' },
  // A line that goes on.
  ...{ '\n': '', '\r': '', '\r\n': '', '\u2028': '', '\u2029': '' },
}

/** Escapes, and the line ends that a template makes `\n` of. */
const CHANGED =
  /\\(?:x(?<hex>[\da-fA-F]{2})|u(?<unit>[\da-fA-F]{4})|u\{(?<point>[\da-fA-F]+)\}|(?<one>\r\n|[\s\S]))|(?<end>\r\n?)/g

/**
 * The value of a literal, piece by piece with where it stands.
 * @returns undefined for one that is not as the language wants it
 */
export function literalPieces({ SyntaxKind }: typeof ts, node: TextNode): Piece[] | undefined {
  const file = node.getSourceFile()
  const isOpen = node.kind === SyntaxKind.TemplateHead || node.kind === SyntaxKind.TemplateMiddle
  const opening = node.getStart(file) + 1
  // A part of a template ends with `${`, all else with a quote.
  const raw = file.text.slice(opening, node.getEnd() - (isOpen ? 2 : 1))
  const pieces: Piece[] = []
  const add = (text: string, start: number, length: number, verbatim: boolean): void => {
    const place = { file: file.fileName, start: opening + start, end: opening + start + length }
    if (text !== '') pieces.push({ text, place, verbatim })
  }
  let done = 0
  for (const found of raw.matchAll(CHANGED)) {
    add(raw.slice(done, found.index), done, found.index - done, true)
    add(unescaped(found.groups ?? {}), found.index, found[0].length, false)
    done = found.index + found[0].length
  }
  add(raw.slice(done), done, raw.length - done, true)
  return pieces.map(({ text }) => text).join('') === node.text ? pieces : undefined
}

function unescaped({ hex, unit, point, one, end }: Record<string, string | undefined>): string {
  if (end !== undefined) return '\n'
  if (one !== undefined) return ONE_CHARACTER[one] ?? one
  const code = Number.parseInt(hex ?? unit ?? point ?? '', 16)
  return code > 0x10ffff ? '' : String.fromCodePoint(code)
}
