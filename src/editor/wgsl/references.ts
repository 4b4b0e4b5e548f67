import type ts from 'typescript'
import { nodesIn } from '../rules/reading/code'
import { named, type Sources, shaderImported } from './sources'

/** Where the demo's files name what `symbol` is, less the place that declares it, and imports and exports of it. */
export function referencesTo(sources: Sources, symbol: ts.Symbol): ts.Identifier[] {
  const { ts, files } = sources
  const names = namesOf(sources, symbol)
  return files.flatMap((file) =>
    nodesIn(sources, file, ts.isIdentifier).filter((node) => {
      if (!names.has(node.text) || isDeclaring(ts, node)) return false
      return named(sources, node)?.symbol === symbol
    }),
  )
}

/** It can be another text later on. */
export function isReassigned({ ts }: Sources, references: readonly ts.Identifier[]): boolean {
  const { FirstAssignment, LastAssignment } = ts.SyntaxKind
  return references.some((node) => {
    const { parent } = node
    if (!ts.isBinaryExpression(parent) || parent.left !== node) return false
    return parent.operatorToken.kind >= FirstAssignment && parent.operatorToken.kind <= LastAssignment
  })
}

/** Under which names the files know it: an import may give it another one. */
function namesOf(sources: Sources, symbol: ts.Symbol): Set<string> {
  const { ts, files } = sources
  const names = new Set([symbol.name])
  // Each import of a `.wgsl` file is a name of its own.
  if (shaderImported(sources, symbol) !== undefined) return names
  for (const file of files) {
    for (const statement of file.statements.filter(ts.isImportDeclaration)) {
      const clause = statement.importClause
      const bindings = clause?.namedBindings
      const imported = [
        clause?.name,
        ...(bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name) : []),
      ]
      for (const name of imported) {
        if (name !== undefined && named(sources, name)?.symbol === symbol) names.add(name.text)
      }
    }
  }
  return names
}

function isDeclaring(typescript: typeof ts, node: ts.Identifier): boolean {
  const { parent } = node
  const is = typescript
  if (is.isImportSpecifier(parent) || is.isExportSpecifier(parent) || is.isImportClause(parent)) return true
  return (is.isVariableDeclaration(parent) || is.isParameter(parent)) && parent.name === node
}
