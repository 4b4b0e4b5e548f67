import type ts from 'typescript'
import { allNodes, unwrapped } from '../rules/reading/code'
import { type Piece, type Shader, textOf } from './shader'
import { constantOf, named, type Sources, shaderImported } from './sources'
import { isShaderTag, tell } from './tell'
import { isPlain, moduleCodes, type Use, usesOf, usesOfSymbol } from './uses'
import { hasEntryPoint, isPlainlyModule } from './wgsl-text'

/** The WGSL of a demo. */
export interface Wgsl {
  /** Whole modules, as the shader compiler gets them. */
  modules: readonly Shader[]
  /** Literals that are WGSL, or a part of it, with what is put into them. */
  literals: readonly WgslLiteral[]
}

export interface WgslLiteral extends Shader {
  file: string
  start: number
  end: number
}

/** More is no text that somebody writes. */
const LONGEST = 200_000

/**
 * Finds what is WGSL, and which of it is a module of its own. What cannot be told is left out of `modules`, since a false
 * error is worse than a miss: a text whose substitutions are not known, a part of something that is put together elsewhere.
 */
export function findWgsl(sources: Sources): Wgsl {
  const { ts, files } = sources
  const nodes = files.flatMap((file) => allNodes(sources, file))
  const given = moduleCodes(sources, nodes)
  const codes = given.flatMap((code) => (code === undefined ? [] : [definitionOf(sources, code)]))
  const said = nodes.filter((node): node is Literal => isLiteral(ts, node) && isShader(sources, node))
  const roots = said.map((node) => wholeOf(sources, node))

  // Somewhere modules are put together in a way that is not known: of what they are made cannot be told.
  const isKnown =
    !given.includes(undefined) &&
    codes.every((code) => isPlain(sources, code) || tell(sources, code).complete)
  const isModule = (uses: ReadonlySet<Use>, text: string): boolean => {
    if (uses.has('module')) return true
    return isKnown && hasEntryPoint(text) && !uses.has('part') && !uses.has('foreign')
  }

  const modules = new Map<ts.Node, Shader>()
  for (const root of new Set([...codes, ...roots])) {
    const told = tell(sources, root)
    const isWanted = codes.includes(root)
      ? // A file that is given as it is comes below.
        !ts.isIdentifier(root) && told.pieces.some(({ verbatim }) => verbatim)
      : isModule(usesOf(sources, root), textOf(told))
    if (told.complete && isWanted) modules.set(root, told)
  }
  const own = [...sources.shaders].flatMap(([uri, text]): Shader[] => {
    const pieces: Piece[] = [{ text, place: { file: uri, start: 0, end: text.length }, verbatim: true }]
    return isModule(usesOfFile(sources, uri), text) ? [{ pieces }] : []
  })
  const touched = [...codes, ...roots].flatMap((root) => tell(sources, root).literals)
  return {
    modules: [...modules.values(), ...own]
      .filter((shader) => isSane(shader) && shader.pieces.some(({ place }) => sources.open.has(place.file)))
      .map(({ pieces }) => ({ pieces })),
    literals: [...new Set([...said, ...touched])].flatMap((node) => literalOf(sources, node)),
  }
}

type Literal = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression

function isLiteral(typescript: typeof ts, node: ts.Node): node is Literal {
  return typescript.isStringLiteralLike(node) || typescript.isTemplateExpression(node)
}

/** Somebody said so, or there is no mistaking it. */
function isShader(sources: Sources, node: Literal): boolean {
  const { parent } = node
  if (sources.ts.isTaggedTemplateExpression(parent)) return isShaderTag(sources, parent)
  const file = node.getSourceFile()
  const before = file.text.slice(node.getFullStart(), node.getStart(file))
  if (/\/\*\s*wgsl\s*\*\/\s*$/i.test(before)) return true
  return /\bfn\s/.test(node.getText(file)) && isPlainlyModule(textOf(tell(sources, node)))
}

/** What a name stands for, as far back as that is a constant. */
function definitionOf(sources: Sources, expression: ts.Expression): ts.Expression {
  const node = unwrapped(sources, expression)
  const constant = constantOf(
    sources,
    sources.ts.isIdentifier(node) ? named(sources, node)?.declaration : undefined,
  )
  return constant === undefined ? node : definitionOf(sources, constant)
}

/** All that a literal is put together with on the spot: `a + b + c` of `b`. */
function wholeOf(sources: Sources, node: ts.Expression): ts.Expression {
  const { ts } = sources
  const { parent } = node
  if (ts.isTaggedTemplateExpression(parent) || ts.isParenthesizedExpression(parent))
    return wholeOf(sources, parent)
  if (ts.isTemplateSpan(parent)) return wholeOf(sources, parent.parent)
  const isSum = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken
  return isSum ? wholeOf(sources, parent) : unwrapped(sources, node)
}

function usesOfFile(sources: Sources, uri: string): Set<Use> {
  const { ts, files, checker } = sources
  const uses = files.flatMap((file) =>
    file.statements.filter(ts.isImportDeclaration).flatMap(({ importClause }) => {
      const symbol = importClause?.name && checker.getSymbolAtLocation(importClause.name)
      if (symbol === undefined || shaderImported(sources, symbol) !== uri) return []
      return [...usesOfSymbol(sources, symbol)]
    }),
  )
  return new Set(uses)
}

function literalOf(sources: Sources, node: ts.Expression): WgslLiteral[] {
  const file = node.getSourceFile()
  const { pieces } = tell(sources, node)
  const [start, end] = [node.getStart(file), node.getEnd()]
  // A word that is put in keeps the colours of a string.
  const isCode = /[\n;{@]/.test(textOf({ pieces }))
  return isCode && isSane({ pieces }) ? [{ file: file.fileName, start, end, pieces }] : []
}

function isSane(shader: Shader): boolean {
  return textOf(shader).length <= LONGEST
}
