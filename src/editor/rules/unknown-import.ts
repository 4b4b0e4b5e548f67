import type ts from 'typescript'
import { allNodes } from './reading/code'
import { type Finding, findingAt, type Rule, type RuleContext } from './rule'

const id = 'unknown-import'

/** What an author most likely meant. */
const MEANT: Readonly<Record<string, string>> = {
  '@xenova/transformers': '@huggingface/transformers',
  'onnxruntime-node': 'onnxruntime-web',
}

/** A runner has no network and no import map: what it can import was bundled with the site (DESIGN 2). */
export const unknownImport: Rule = {
  id,
  check: (context) =>
    specifiers(context).flatMap((specifier): Finding[] => {
      const { text } = specifier
      // Whether a file of the demo is there is the compiler's to say.
      if (/^\.{0,2}\//.test(text) || context.importable.includes(text)) return []
      const meant = MEANT[text]
      const isOffered = meant !== undefined && context.importable.includes(meant)
      const packages = [...new Set(context.importable.map(packageOf))]
      const start = specifier.getStart(context.file) + 1
      return [
        findingAt(context, specifier, {
          rule: id,
          severity: 'error',
          message: `'${text}' cannot be imported in a runner, which has no network: there are ${packages.join(', ')} and the demo's own files.`,
          fix: isOffered
            ? { title: `Import '${meant}'`, edits: [{ start, end: start + text.length, text: meant }] }
            : undefined,
        }),
      ]
    }),
}

/** Of imports that are still there when the types are gone. */
function specifiers(context: RuleContext): ts.StringLiteralLike[] {
  const { ts, file } = context
  return allNodes(context, file).flatMap((node) => {
    if (ts.isImportDeclaration(node) && !isOfTypes(ts, node)) return literal(ts, node.moduleSpecifier)
    if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier !== undefined) {
      return literal(ts, node.moduleSpecifier)
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0]
    ) {
      return literal(ts, node.arguments[0])
    }
    return []
  })
}

function isOfTypes(typescript: typeof ts, { importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false
  if (importClause.isTypeOnly) return true
  const bindings = importClause.namedBindings
  return (
    importClause.name === undefined &&
    bindings !== undefined &&
    typescript.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  )
}

function literal(typescript: typeof ts, node: ts.Node): ts.StringLiteralLike[] {
  return typescript.isStringLiteralLike(node) ? [node] : []
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
