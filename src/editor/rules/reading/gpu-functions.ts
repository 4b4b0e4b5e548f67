import type ts from 'typescript'
import { type Code, type FunctionNode, nodesIn, unwrapped } from './code'
import { functionOf } from './functions'
import { isFromSublet } from './imports'

/** One use of `GPU`. */
export interface GpuFunction {
  /** As the ledger calls it; undefined where the runner makes up a name. */
  name: string | undefined
  /** `GPU` itself. */
  mark: ts.Expression
  /** `GPU(…)`; undefined for a bare `@GPU`. */
  call: ts.CallExpression | undefined
  /** An object literal; undefined: there are none. Other expressions are in `opaque`. */
  options: ts.ObjectLiteralExpression | undefined
  /** Its options are an expression that says nothing by itself. */
  opaque: boolean
  fn: FunctionNode
  /** What a call of it names. */
  symbol: ts.Symbol | undefined
}

export function readGpuFunctions(code: Code): GpuFunction[] {
  const { ts, file } = code
  const wrapped = nodesIn(code, file, ts.isCallExpression).flatMap((call) => wrapping(code, call) ?? [])
  const decorated = nodesIn(code, file, ts.isMethodDeclaration).flatMap(
    (method) => decoration(code, method) ?? [],
  )
  return [...wrapped, ...decorated]
}

/** The GPU function that is called here. */
export function calledGpuFunction(
  { checker, ts }: Code,
  gpuFunctions: readonly GpuFunction[],
  call: ts.CallExpression,
): GpuFunction | undefined {
  const callee = unwrapped({ ts }, call.expression)
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(callee) ? callee.name : callee)
  return symbol && gpuFunctions.find((gpu) => gpu.symbol === symbol)
}

function wrapping(code: Code, call: ts.CallExpression): GpuFunction | undefined {
  const { ts, checker } = code
  if (!isFromSublet(code, call.expression, 'GPU')) return undefined
  const [first, second] = call.arguments
  const given = second ?? first
  const fn = given && functionOf(code, given)
  if (fn === undefined) return undefined
  const holder = holderOf(ts, call)
  // A function without a name of its own has that of the variable which it was first assigned to.
  const ownName = fn.name ?? given
  const own = ownName !== undefined && ts.isIdentifier(ownName) ? ownName.text : undefined
  return {
    name: own ?? (holder !== undefined && ts.isIdentifier(holder) ? holder.text : undefined),
    mark: call.expression,
    call,
    ...optionsOf(ts, second && first),
    fn,
    symbol: holder && checker.getSymbolAtLocation(holder),
  }
}

function decoration(code: Code, method: ts.MethodDeclaration): GpuFunction | undefined {
  const { ts, checker } = code
  for (const { expression } of ts.getDecorators(method) ?? []) {
    const call = ts.isCallExpression(expression) ? expression : undefined
    const mark = call?.expression ?? expression
    if (!isFromSublet(code, mark, 'GPU')) continue
    return {
      name: ts.isIdentifier(method.name) ? method.name.text : undefined,
      mark,
      call,
      ...optionsOf(ts, call?.arguments[0]),
      fn: method,
      symbol: checker.getSymbolAtLocation(method.name),
    }
  }
  return undefined
}

/** The name that the wrapped function goes by. */
function holderOf(typescript: typeof ts, call: ts.CallExpression): ts.Node | undefined {
  let at: ts.Node = call
  while (typescript.isParenthesizedExpression(at.parent) || typescript.isSatisfiesExpression(at.parent))
    at = at.parent
  const { parent } = at
  if (typescript.isVariableDeclaration(parent) || typescript.isPropertyAssignment(parent)) return parent.name
  return undefined
}

function optionsOf(
  typescript: typeof ts,
  given: ts.Expression | undefined,
): Pick<GpuFunction, 'options' | 'opaque'> {
  if (given === undefined) return { options: undefined, opaque: false }
  const value = unwrapped({ ts: typescript }, given)
  if (!typescript.isObjectLiteralExpression(value)) return { options: undefined, opaque: true }
  return { options: value, opaque: value.properties.some(typescript.isSpreadAssignment) }
}
