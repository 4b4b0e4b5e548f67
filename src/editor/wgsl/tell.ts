import type ts from 'typescript'
import { unwrapped } from '../rules/reading/code'
import { literalPieces, type TextNode } from './literal'
import { type Piece, type Place, type Shader, textOf, UNTOLD } from './shader'
import { constantOf, named, type Sources, shaderImported } from './sources'

/** The text that an expression gives. */
export interface Told extends Shader {
  /** False where a part of it cannot be told before it runs; `UNTOLD` stands for that part. */
  complete: boolean
  /** What it is put together from. */
  literals: readonly ts.Expression[]
}

/** From constant to constant. One that is made of itself ends here. */
const DEEPEST = 8

/** The text of an expression, as far as the sources tell it. */
export function tell(sources: Sources, expression: ts.Expression, depth = 0): Told {
  const { ts } = sources
  const node = unwrapped(sources, expression)
  const whole = placeOfNode(node)
  if (depth > DEEPEST) return untold(whole)
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    return literal(sources, node, node)
  if (ts.isTaggedTemplateExpression(node))
    return isShaderTag(sources, node) ? tell(sources, node.template, depth) : untold(whole)
  if (ts.isTemplateExpression(node)) {
    const file = node.getSourceFile()
    const parts = [literal(sources, node.head, node)]
    let dollar = node.head.getEnd() - 2
    for (const { expression: put, literal: rest } of node.templateSpans) {
      const place = { ...placeOfNode(node), start: dollar, end: rest.getStart(file) + 1 }
      parts.push(markedAt(sources, tell(sources, put, depth), place), literal(sources, rest, node))
      dollar = rest.getEnd() - 2
    }
    return joined(parts)
  }
  const number = numberOf(sources, node, depth)
  if (number !== undefined) return value(String(number), whole)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const sides = [node.left, node.right].map((side) => {
      return markedAt(sources, tell(sources, side, depth), placeOfNode(side))
    })
    return joined(sides)
  }
  if (ts.isIdentifier(node)) {
    const found = named(sources, node)
    const uri = found && shaderImported(sources, found.symbol)
    const text = uri && sources.shaders.get(uri)
    if (uri !== undefined && text !== undefined) return file(uri, text)
    const constant = constantOf(sources, found?.declaration)
    if (constant !== undefined) return tell(sources, constant, depth + 1)
  }
  const type = sources.checker.getTypeAtLocation(node)
  return type.isStringLiteral() ? value(type.value, whole) : untold(whole)
}

/** A `wgsl` before a template says what it is; what any other function makes of a template is not known. */
export function isShaderTag({ ts }: Pick<Sources, 'ts'>, { tag }: ts.TaggedTemplateExpression): boolean {
  return ts.isIdentifier(tag) && tag.text === 'wgsl'
}

/** A number as a template writes it. */
function numberOf(sources: Sources, expression: ts.Expression, depth: number): number | undefined {
  const { ts, checker } = sources
  const { SyntaxKind } = ts
  const node = unwrapped(sources, expression)
  if (depth > DEEPEST) return undefined
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (ts.isPrefixUnaryExpression(node)) {
    const operand = node.operator === SyntaxKind.MinusToken && numberOf(sources, node.operand, depth)
    return typeof operand === 'number' ? -operand : undefined
  }
  if (ts.isBinaryExpression(node)) {
    const calculate = CALCULATIONS[node.operatorToken.getText()]
    const left = calculate && numberOf(sources, node.left, depth)
    const right = left === undefined ? undefined : numberOf(sources, node.right, depth)
    return left === undefined || right === undefined ? undefined : calculate?.(left, right)
  }
  const constant = ts.isIdentifier(node) ? constantOf(sources, named(sources, node)?.declaration) : undefined
  if (constant !== undefined) return numberOf(sources, constant, depth + 1)
  const type = checker.getTypeAtLocation(node)
  return type.isNumberLiteral() ? type.value : undefined
}

const CALCULATIONS: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
}

/** @param owner the expression that the literal is, or is a part of */
function literal({ ts }: Sources, node: TextNode, owner: ts.Expression): Told {
  const pieces = literalPieces(ts, node)
  return pieces === undefined ? untold(placeOfNode(owner)) : { pieces, complete: true, literals: [owner] }
}

function file(uri: string, text: string): Told {
  const place = { file: uri, start: 0, end: text.length }
  return { pieces: [{ text, place, verbatim: true }], complete: true, literals: [] }
}

function value(text: string, place: Place): Told {
  return { pieces: [{ text, place, verbatim: false }], complete: true, literals: [] }
}

function untold(place: Place): Told {
  return { ...value(UNTOLD, place), complete: false }
}

function joined(parts: readonly Told[]): Told {
  return {
    pieces: parts.flatMap(({ pieces }) => pieces),
    complete: parts.every(({ complete }) => complete),
    literals: [...new Set(parts.flatMap(({ literals }) => literals))],
  }
}

/**
 * A value that is put in is marked where that is done. Code of several lines is looked at where it is written, if that
 * file is open.
 */
function markedAt({ open }: Sources, told: Told, place: Place): Told {
  const isCode = textOf(told).includes('\n')
  const pieces = told.pieces.map((piece): Piece => {
    const isHere = told.literals.length > 0 && isWithin(piece.place, place)
    return isHere || (isCode && open.has(piece.place.file)) ? piece : { ...piece, place, verbatim: false }
  })
  return { ...told, pieces }
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end
}

function placeOfNode(node: ts.Node): Place {
  const file = node.getSourceFile()
  return { file: file.fileName, start: node.getStart(file), end: node.getEnd() }
}
