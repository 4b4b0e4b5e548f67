import type ts from 'typescript'
import {
  bare,
  type Code,
  declarationOf,
  type FunctionNode,
  isFunctionNode,
  nodesIn,
  unwrapped,
  variableOf,
} from './code'

/** The function that `node` stands in; what is called where it is written is no function of its own. */
export function functionAround(code: Code, node: ts.Node): FunctionNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (isFunctionNode(code, at) && !isCalledInPlace(code, at)) return at
  }
  return undefined
}

/** Runs when the module is loaded. A field of a class, a getter or a constructor does not. */
export function isAtModuleScope({ ts, ...rest }: Code, node: ts.Node): boolean {
  for (let at = node; at !== undefined && !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at)) return false
  }
  return functionAround({ ts, ...rest }, node) === undefined
}

/** The function that an expression is or names, in this file. */
export function functionOf(code: Code, node: ts.Expression): FunctionNode | undefined {
  const { ts } = code
  const value = unwrapped(code, node)
  if (isFunctionNode(code, value)) return value
  if (!ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value)) return undefined
  const declaration = declarationOf(code, ts.isIdentifier(value) ? value : value.name)
  if (declaration === undefined) return undefined
  if (isFunctionNode(code, declaration)) return declaration
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined
  const initializer = unwrapped(code, declaration.initializer)
  return isFunctionNode(code, initializer) ? initializer : undefined
}

/** `fn` and the functions of this file that it calls by name: one level, which is where helpers are. */
export function withHelpers(code: Code, fn: FunctionNode): FunctionNode[] {
  const found = new Set([fn])
  for (const call of nodesIn(code, fn, code.ts.isCallExpression)) {
    const called = functionOf(code, call.expression)
    if (called !== undefined) found.add(called)
  }
  return [...found]
}

/** What a function gives away: of a generator what it yields, otherwise what it returns. */
export function resultsOf(code: Code, fn: FunctionNode): ts.Expression[] {
  const { ts } = code
  const { body } = fn
  if (body === undefined) return []
  if (!ts.isBlock(body)) return [body]
  const ownNodes = <T extends ts.Node>(wanted: (node: ts.Node) => node is T): T[] =>
    nodesIn(code, body, wanted, (node) => !ts.isFunctionLike(node) && !ts.isClassLike(node))
  const given = fn.asteriskToken
    ? ownNodes(ts.isYieldExpression).filter(({ asteriskToken }) => asteriskToken === undefined)
    : ownNodes(ts.isReturnStatement)
  return given.flatMap(({ expression }) => expression ?? [])
}

export function isAsync({ ts }: Pick<Code, 'ts'>, fn: FunctionNode): boolean {
  return fn.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false
}

/** The statement of the module that `node` stands in. */
export function topStatement({ ts }: Pick<Code, 'ts'>, node: ts.Node): ts.Node {
  let at = node
  while (!ts.isSourceFile(at.parent)) at = at.parent
  return at
}

/** A loop around `node`, in the same function, that runs it in each round. */
export function loopAround(code: Code, node: ts.Node): ts.Node | undefined {
  const { ts } = code
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (isFunctionNode(code, parent) && !isCalledInPlace(code, parent)) {
      return isEachCallback(code, parent) ? parent.parent : undefined
    }
    if (!ts.isIterationStatement(parent, false)) continue
    const once =
      (ts.isForStatement(parent) && parent.initializer === at) ||
      ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.expression === at)
    if (!once) return parent
  }
  return undefined
}

const EACH = ['map', 'forEach', 'flatMap', 'filter', 'reduce']

function isEachCallback({ ts, checker }: Code, fn: FunctionNode): boolean {
  const call = fn.parent
  if (!ts.isCallExpression(call) || call.arguments[0] !== fn) return false
  if (!ts.isPropertyAccessExpression(call.expression) || !EACH.includes(call.expression.name.text))
    return false
  const type = checker.getTypeAtLocation(call.expression.expression)
  return checker.isArrayLikeType(type)
}

function isCalledInPlace({ ts }: Pick<Code, 'ts'>, fn: FunctionNode): boolean {
  let at: ts.Node = fn
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent
  return ts.isCallExpression(at.parent) && at.parent.expression === at
}

/** What the constant that `node` names was set to; `node` itself where it names none. */
export function constantValue(code: Code, node: ts.Expression): ts.Expression {
  const value = bare(code, node)
  const variable = variableOf(code, value)
  const initializer = variable && isConstant(code, variable) ? variable.initializer : undefined
  return initializer === undefined ? value : bare(code, initializer)
}

export function isConstant({ ts }: Pick<Code, 'ts'>, variable: ts.VariableDeclaration): boolean {
  return (ts.getCombinedNodeFlags(variable) & ts.NodeFlags.Const) !== 0
}
