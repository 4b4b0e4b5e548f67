import type ts from 'typescript'
import { gpuName } from './facts'
import { type FunctionNode, isFunctionNode, nodesIn } from './reading/code'
import { functionOf, topStatement } from './reading/functions'
import { lazyTarget } from './reading/lazy'
import { type ModelCreation, modelCreation, modelCreations } from './reading/models'
import { before, isKnownAt, namesOfModule, removal } from './reading/move'
import { type Finding, type Fix, findingAt, type Rule, type RuleContext } from './rule'

const id = 'model-in-gpu-function'

/** Models are created at module scope, eagerly (ZEROGPU.md, Models). */
export const modelInGpuFunction: Rule = {
  id,
  check(context) {
    const seen = new Set<ts.Node>()
    return context.gpuFunctions.flatMap((gpu) =>
      createdIn(context, gpu.fn).flatMap(({ creation, fn }): Finding[] => {
        if (seen.has(creation.call)) return []
        seen.add(creation.call)
        return [
          findingAt(context, creation.call, {
            rule: id,
            severity: 'warning',
            message: `${gpuName(gpu)} creates its model in every call, in GPU time that is paid for: ${creation.text}() belongs at module scope, where it costs nothing.`,
            fix: fixOf(context, fn, creation),
          }),
        ]
      }),
    )
  },
}

/** There, and in the functions that it calls; less what is kept in the module, which is `lazy-model`. */
function createdIn(context: RuleContext, fn: FunctionNode): { creation: ModelCreation; fn: FunctionNode }[] {
  return nodesIn(context, fn, context.ts.isCallExpression).flatMap((call) => {
    if (lazyTarget(context, call) !== undefined) return []
    const own = modelCreation(context, call)
    if (own !== undefined) return { creation: own, fn }
    const called = functionOf(context, call.expression)
    if (called === undefined) return []
    return modelCreations(context, called)
      .filter((creation) => lazyTarget(context, creation.call) === undefined)
      .map((creation) => ({ creation, fn: called }))
  })
}

/** Of `const name = await create(…)`, whose arguments are the same in every call. */
function fixOf(context: RuleContext, fn: FunctionNode, { call }: ModelCreation): Fix | undefined {
  const { file, ts } = context
  let at: ts.Node = call
  while (!ts.isStatement(at) && !isFunctionNode(context, at)) at = at.parent
  if (!ts.isVariableStatement(at) || at.declarationList.declarations.length !== 1) return undefined
  const [variable] = at.declarationList.declarations
  if (variable === undefined || !ts.isIdentifier(variable.name) || variable.initializer === undefined)
    return undefined
  if (namesOfModule(context).has(variable.name.text)) return undefined
  const home = topStatement(context, fn)
  if (!isKnownAt(context, at, home)) return undefined
  const place = before(context, home)
  return {
    title: `Create ${variable.name.text} at module scope`,
    edits: [{ start: place, end: place, text: `${at.getText(file)}\n\n` }, removal(context, at)],
  }
}
