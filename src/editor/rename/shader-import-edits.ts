import type ts from 'typescript'
import { nodesIn } from '../rules/reading/code'
import type { Edit } from '../rules/reading/edit'
import type { Renaming } from './renaming'

/** The edits of the imports of `.wgsl` files in one file of a demo, whether a shader is renamed or the file itself. */
export function shaderImportEdits(
  typescript: typeof ts,
  file: ts.SourceFile,
  { folder, from, to }: Renaming,
): Edit[] {
  const renamed = (uri: string): string => (uri === folder + from ? folder + to : uri)
  const isSpecifier = (node: ts.Node): node is ts.StringLiteralLike => isModuleSpecifier(typescript, node)
  return nodesIn({ ts: typescript }, file, isSpecifier).flatMap((specifier) => {
    if (!/^\.\.?\/.*\.wgsl$/.test(specifier.text)) return []
    const target = new URL(specifier.text, file.fileName).href
    // A specifier that stays right stays as it is written.
    if (renamed(target) === target && renamed(file.fileName) === file.fileName) return []
    const text = relative(renamed(file.fileName), renamed(target))
    if (text === specifier.text) return []
    return [{ start: specifier.getStart(file) + 1, end: specifier.getEnd() - 1, text }]
  })
}

function isModuleSpecifier(typescript: typeof ts, node: ts.Node): node is ts.StringLiteralLike {
  if (!typescript.isStringLiteralLike(node)) return false
  const { parent } = node
  if (typescript.isImportDeclaration(parent) || typescript.isExportDeclaration(parent)) return true
  if (typescript.isCallExpression(parent))
    return parent.expression.kind === typescript.SyntaxKind.ImportKeyword && parent.arguments[0] === node
  return typescript.isLiteralTypeNode(parent) && typescript.isImportTypeNode(parent.parent)
}

/** From one file to another, by their URIs; it begins with a dot. */
function relative(from: string, to: string): string {
  const [base, target] = [from.split('/').slice(0, -1), to.split('/')]
  const fork = base.findIndex((part, at) => part !== target[at])
  const shared = fork < 0 ? base.length : fork
  const up = base.slice(shared).map(() => '..')
  return [...(up.length === 0 ? ['.'] : up), ...target.slice(shared)].join('/')
}
