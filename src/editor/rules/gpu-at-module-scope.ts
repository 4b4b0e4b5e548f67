import type ts from 'typescript'
import { nodesIn, unwrapped } from './reading/code'
import { isAtModuleScope } from './reading/functions'
import { calledGpuFunction } from './reading/gpu-functions'
import { importedAs } from './reading/imports'
import { isInference } from './reading/models'
import { removal } from './reading/move'
import { type Finding, type Fix, findingAt, type Rule, type RuleContext } from './rule'

const id = 'gpu-at-module-scope'

/** At module scope no GPU exists, and warming up there does nothing useful (ZEROGPU.md, Models). */
export const gpuAtModuleScope: Rule = {
  id,
  check: (context) =>
    nodesIn(context, context.file, context.ts.isCallExpression).flatMap((call): Finding[] => {
      const why = whyNot(context, call)
      if (why === undefined || !isAtModuleScope(context, call)) return []
      return [
        findingAt(context, call, { rule: id, severity: 'error', message: why, fix: fixOf(context, call) }),
      ]
    }),
}

function whyNot(context: RuleContext, call: ts.CallExpression): string | undefined {
  const { ts, file } = context
  const callee = unwrapped(context, call.expression)
  const name = callee.getText(file)
  if (calledGpuFunction(context, context.gpuFunctions, call) !== undefined) {
    return `${name}() is called at module scope, where no lease can be had: call it from the fn of the Interface.`
  }
  const takesDevice = ts.isPropertyAccessExpression(callee) && callee.name.text === 'requestDevice'
  const imported = importedAs(context, callee)
  if (takesDevice || (imported?.from === 'typegpu' && imported.path.at(-1) === 'init')) {
    return `${name}() throws GpuNotAttached at module scope, where no GPU is attached: ask for the device inside a GPU function.`
  }
  if (!isInference(context, call)) return undefined
  return `${name}() throws GpuNotAttached at module scope, where the model holds no weights: run it inside a GPU function.`
}

/** A run whose result nobody takes is a warm-up. */
function fixOf(context: RuleContext, call: ts.CallExpression): Fix | undefined {
  const { ts } = context
  let at: ts.Node = call
  while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent
  if (!ts.isExpressionStatement(at.parent)) return undefined
  return { title: 'Take the warm-up away', edits: [removal(context, at.parent)] }
}
