import type ts from 'typescript'
import type { Code } from './code'

/** Something that comes out of a module: `ort.InferenceSession.create` is `create` of `InferenceSession`. */
export interface Imported {
  from: string
  /** Names from the module's export on; that of a namespace, or of a default export, is not among them. */
  path: readonly string[]
}

/** What `node`, a name or a chain of names, was imported as; under which name the file knows it does not matter. */
export function importedAs(code: Code, node: ts.Node): Imported | undefined {
  const { ts, checker } = code
  if (ts.isPropertyAccessExpression(node)) {
    const owner = importedAs(code, node.expression)
    return owner && { from: owner.from, path: [...owner.path, node.name.text] }
  }
  if (!ts.isIdentifier(node)) return undefined
  const declaration = checker.getSymbolAtLocation(node)?.declarations?.[0]
  if (declaration === undefined) return undefined
  if (ts.isImportSpecifier(declaration)) {
    return fromModule(ts, declaration.parent.parent.parent, [
      (declaration.propertyName ?? declaration.name).text,
    ])
  }
  if (ts.isNamespaceImport(declaration)) return fromModule(ts, declaration.parent.parent, [])
  if (ts.isImportClause(declaration)) return fromModule(ts, declaration.parent, [])
  return undefined
}

/** `node` is what `sublet` exports under one of these names. */
export function isFromSublet(code: Code, node: ts.Node, ...names: readonly string[]): boolean {
  const imported = importedAs(code, node)
  const [name, ...rest] = imported?.path ?? []
  return imported?.from === 'sublet' && name !== undefined && rest.length === 0 && names.includes(name)
}

function fromModule(
  typescript: typeof ts,
  declaration: ts.ImportDeclaration | ts.JSDocImportTag,
  path: readonly string[],
): Imported | undefined {
  const { moduleSpecifier } = declaration
  return typescript.isStringLiteral(moduleSpecifier) ? { from: moduleSpecifier.text, path } : undefined
}
