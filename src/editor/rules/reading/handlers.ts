import type ts from 'typescript'
import { type Code, type FunctionNode, nodesIn } from './code'
import { constantValue, functionOf } from './functions'
import type { GpuFunction } from './gpu-functions'
import { importedAs } from './imports'

/** A function that the page calls, and what it is declared with. */
export interface HandlerFunction {
  fn: FunctionNode
  /** `Interface`, `ChatInterface`, `click`, …, or `then` and `success` of a chain of events. */
  kind: string
  declared: ts.ObjectLiteralExpression
}

const DECLARING = ['Interface', 'ChatInterface', 'click', 'change', 'submit', 'tick', 'load']
const CHAINING = ['then', 'success']

/** @param gpuFunctions one of them may be what runs */
export function readHandlers(code: Code, gpuFunctions: readonly GpuFunction[]): HandlerFunction[] {
  const { ts, file } = code
  return nodesIn(code, file, ts.isCallExpression).flatMap((call) => {
    const kind = kindOf(code, call.expression)
    const declared = call.arguments.find(ts.isObjectLiteralExpression)
    if (kind === undefined || declared === undefined) return []
    const given = propertyOf(code, declared, 'fn')
    const fn = given && handlerOf(code, given, gpuFunctions)
    return fn ? [{ fn, kind, declared }] : []
  })
}

/** The value of a property of an object literal; a method is its own value. */
export function propertyOf(
  { ts }: Pick<Code, 'ts'>,
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.Expression | ts.MethodDeclaration | undefined {
  for (const property of object.properties) {
    if (property.name === undefined || property.name.getText() !== name) continue
    if (ts.isPropertyAssignment(property)) return property.initializer
    if (ts.isShorthandPropertyAssignment(property)) return property.name
    if (ts.isMethodDeclaration(property)) return property
  }
  return undefined
}

function handlerOf(
  code: Code,
  given: ts.Expression | ts.MethodDeclaration,
  gpuFunctions: readonly GpuFunction[],
): FunctionNode | undefined {
  if (code.ts.isMethodDeclaration(given)) return given
  const value = constantValue(code, given)
  return gpuFunctions.find(({ call }) => call === value)?.fn ?? functionOf(code, given)
}

function kindOf(code: Code, callee: ts.Expression): string | undefined {
  const { ts } = code
  const imported = importedAs(code, callee)
  const name = imported?.from === 'sublet' ? imported.path.at(-1) : undefined
  if (name !== undefined && DECLARING.includes(name)) return name
  const link = ts.isPropertyAccessExpression(callee) ? callee.name.text : ''
  return CHAINING.includes(link) ? link : undefined
}
