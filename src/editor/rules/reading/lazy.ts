import type ts from 'typescript'
import { type Code, variableOf } from './code'
import { isAtModuleScope } from './functions'

export interface LazyTarget {
  assignment: ts.BinaryExpression
  /** Of the module; undefined where it is a property that is written, as of a class with one instance. */
  variable: ts.VariableDeclaration | undefined
}

/** What a model is put into, when it is created in a function and kept beyond it. */
export function lazyTarget(code: Code, creation: ts.CallExpression): LazyTarget | undefined {
  const { ts } = code
  if (isAtModuleScope(code, creation)) return undefined
  let at: ts.Node = creation
  while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent
  const { parent } = at
  if (!ts.isBinaryExpression(parent) || parent.right !== at) return undefined
  const { EqualsToken, QuestionQuestionEqualsToken, BarBarEqualsToken } = ts.SyntaxKind
  const keeping: ts.SyntaxKind[] = [EqualsToken, QuestionQuestionEqualsToken, BarBarEqualsToken]
  if (!keeping.includes(parent.operatorToken.kind)) return undefined
  if (ts.isPropertyAccessExpression(parent.left)) return { assignment: parent, variable: undefined }
  const variable = variableOf(code, parent.left)
  return variable && isAtModuleScope(code, variable) ? { assignment: parent, variable } : undefined
}
