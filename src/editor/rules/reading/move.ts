import type ts from 'typescript'
import { type Code, declarationOf, isUse, nodesIn } from './code'
import type { Edit } from './edit'
import { topStatement } from './functions'

/** Everything that `node` names is known where the module's statement `at` begins: it may be moved there. */
export function isKnownAt(code: Code, node: ts.Node, at: ts.Node): boolean {
  const { ts, file } = code
  return nodesIn(code, node, (each): each is ts.Identifier => isUse(code, each)).every((name) => {
    const declaration = declarationOf(code, name)
    if (declaration === undefined || isImport(ts, declaration)) return true
    if (declaration.pos >= node.pos && declaration.end <= node.end) return true
    const statement = topStatement(code, declaration)
    const isOfModule = ts.isFunctionDeclaration(declaration)
      ? declaration.parent === file
      : ts.isVariableStatement(statement) && isDeclaredBy(statement, declaration)
    return isOfModule && (ts.isFunctionDeclaration(declaration) || statement.end <= at.getStart(file))
  })
}

/** Takes a statement away, and its lines with it where nothing else is on them. */
export function removal({ file }: Pick<Code, 'file'>, statement: ts.Node): Edit {
  const { text } = file
  let start = statement.getStart(file)
  let end = statement.getEnd()
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const before = text.slice(lineStart, start)
  const after = lineEnd === -1 ? text.slice(end) : text.slice(end, lineEnd)
  if (before.trim() === '' && after.trim() === '') {
    start = lineStart
    end = lineEnd === -1 ? text.length : lineEnd + 1
  }
  return { start, end, text: '' }
}

/** Where a new statement goes that is to stand before the module's statement `at`: its comment stays with it. */
export function before({ file, ts }: Pick<Code, 'file' | 'ts'>, at: ts.Node): number {
  const comments = ts.getLeadingCommentRanges(file.text, at.pos) ?? []
  const own = comments.findLast(({ end }) => !/\n\s*\n/.test(file.text.slice(end, at.getStart(file))))
  return own?.pos ?? at.getStart(file)
}

/** Names that the module declares or imports. */
export function namesOfModule(code: Code): Set<string> {
  const { checker, file, ts } = code
  const flags = ts.SymbolFlags.Value | ts.SymbolFlags.Alias
  return new Set(
    checker
      .getSymbolsInScope(file.endOfFileToken, flags)
      .filter(({ declarations }) => declarations?.some((each) => each.getSourceFile() === file))
      .map(({ name }) => name),
  )
}

function isImport(typescript: typeof ts, node: ts.Node): boolean {
  return (
    typescript.isImportSpecifier(node) ||
    typescript.isNamespaceImport(node) ||
    typescript.isImportClause(node)
  )
}

function isDeclaredBy(statement: ts.VariableStatement, declaration: ts.Declaration): boolean {
  return statement.declarationList.declarations.some(
    (each) => each.pos <= declaration.pos && declaration.end <= each.end && isInName(each, declaration),
  )
}

/** In the pattern on the left, or the variable itself; not in a function on the right. */
function isInName(variable: ts.VariableDeclaration, declaration: ts.Declaration): boolean {
  return variable === declaration || declaration.end <= variable.name.end
}
