import type ts from 'typescript'
import { allNodes, type Code, unwrapped, variableOf } from './code'

/** Something that changes the value of a variable, or of what is in it. */
export interface Write {
  node: ts.Node
  variable: ts.VariableDeclaration
  /** It is the variable itself that gets another value. */
  whole: boolean
  /** Of a plain assignment. */
  value: ts.Expression | undefined
  operator: ts.SyntaxKind
}

const CHANGING = [
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear'],
]

/** What is written below `root`, in the order of the text. */
export function writesIn(code: Code, root: ts.Node): Write[] {
  return allNodes(code, root).flatMap((node) => writeAt(code, node) ?? [])
}

function writeAt(code: Code, node: ts.Node): Write | undefined {
  const { ts } = code
  const { SyntaxKind } = ts
  if (ts.isBinaryExpression(node) && isAssignment(ts, node.operatorToken.kind)) {
    return writeTo(code, node, node.left, node.right, node.operatorToken.kind)
  }
  if (
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken)
  ) {
    return writeTo(code, node, node.operand, undefined, node.operator)
  }
  if (ts.isDeleteExpression(node))
    return writeTo(code, node, node.expression, undefined, SyntaxKind.DeleteKeyword)
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined
  if (!CHANGING.includes(node.expression.name.text)) return undefined
  const variable = variableOf(code, unwrapped(code, node.expression.expression))
  return variable && { node, variable, whole: false, value: undefined, operator: SyntaxKind.CallExpression }
}

function writeTo(
  code: Code,
  node: ts.Node,
  target: ts.Expression,
  value: ts.Expression | undefined,
  operator: ts.SyntaxKind,
): Write | undefined {
  const { ts } = code
  let at = unwrapped(code, target)
  const whole = ts.isIdentifier(at)
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
    at = unwrapped(code, at.expression)
  }
  const variable = variableOf(code, at)
  return variable && { node, variable, whole, value, operator }
}

function isAssignment({ SyntaxKind }: typeof ts, kind: ts.SyntaxKind): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment
}
