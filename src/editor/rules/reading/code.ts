import type ts from 'typescript'

/** The file that is looked at. The compiler is passed in: in the page it is the editor's own, in its worker. */
export interface Code {
  ts: typeof ts
  file: ts.SourceFile
  checker: ts.TypeChecker
}

/** Functions that have a body of their own. */
export type FunctionNode =
  | ts.ArrowFunction
  | ts.FunctionExpression
  | ts.FunctionDeclaration
  | ts.MethodDeclaration

export function isFunctionNode({ ts }: Pick<Code, 'ts'>, node: ts.Node): node is FunctionNode {
  return (
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node)
  )
}

/** `root` and all below it that `wanted` accepts, in the order of the text; `enter` may keep it out of a subtree. */
export function nodesIn<T extends ts.Node>(
  { ts }: Pick<Code, 'ts'>,
  root: ts.Node,
  wanted: (node: ts.Node) => node is T,
  enter: (node: ts.Node) => boolean = () => true,
): T[] {
  const found: T[] = []
  const visit = (node: ts.Node): void => {
    if (wanted(node)) found.push(node)
    if (node === root || enter(node)) ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

/** `root` and all below it, in the order of the text. */
export function allNodes(code: Pick<Code, 'ts'>, root: ts.Node): ts.Node[] {
  return nodesIn(code, root, (node: ts.Node): node is ts.Node => node !== undefined)
}

/** Without parentheses, `as`, `satisfies` and `!`. */
export function unwrapped({ ts }: Pick<Code, 'ts'>, node: ts.Expression): ts.Expression {
  let at = node
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isNonNullExpression(at)
  ) {
    at = at.expression
  }
  return at
}

/** Without `await` either. */
export function bare(code: Pick<Code, 'ts'>, node: ts.Expression): ts.Expression {
  const inner = unwrapped(code, node)
  return code.ts.isAwaitExpression(inner) ? bare(code, inner.expression) : inner
}

/** Where an identifier was declared in this file; undefined for globals, and imports. */
export function declarationOf(code: Code, node: ts.Node): ts.Declaration | undefined {
  const { ts, checker, file } = code
  const symbol =
    ts.isIdentifier(node) && ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node)
  const declaration = symbol?.valueDeclaration ?? symbol?.declarations?.[0]
  return declaration?.getSourceFile() === file ? declaration : undefined
}

/** The variable that `node` names, if this file declares it. */
export function variableOf(code: Code, node: ts.Node): ts.VariableDeclaration | undefined {
  const declaration = code.ts.isIdentifier(node) ? declarationOf(code, node) : undefined
  return declaration !== undefined && code.ts.isVariableDeclaration(declaration) ? declaration : undefined
}

/** `node` names `name`, and no declaration of a module stands between it and the browser. */
export function isGlobal({ ts, checker }: Code, node: ts.Node, name: string): node is ts.Identifier {
  if (!ts.isIdentifier(node) || node.text !== name) return false
  const declarations = checker.getSymbolAtLocation(node)?.declarations ?? []
  return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile)
}

/** A name that is read or called, less those of properties and declarations. */
export function isUse({ ts }: Pick<Code, 'ts'>, node: ts.Node): node is ts.Identifier {
  if (!ts.isIdentifier(node)) return false
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) {
    return (ts.isQualifiedName(parent) ? parent.left : parent.expression) === node
  }
  if (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) return parent.initializer === node
  return !('name' in parent && parent.name === node) || ts.isShorthandPropertyAssignment(parent)
}
