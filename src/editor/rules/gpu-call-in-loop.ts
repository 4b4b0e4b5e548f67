import type ts from 'typescript'
import { gpuName } from './facts'
import { nodesIn } from './reading/code'
import { functionAround, loopAround, withHelpers } from './reading/functions'
import { calledGpuFunction } from './reading/gpu-functions'
import { type Finding, findingAt, type Rule, type RuleContext } from './rule'

const id = 'gpu-call-in-loop'

/** Each entry costs queue, attach and copies: wrap the function that owns the loop (ZEROGPU.md, Isolation). */
export const gpuCallInLoop: Rule = {
  id,
  check(context) {
    const inLease = new Set<ts.Node>(context.gpuFunctions.flatMap(({ fn }) => withHelpers(context, fn)))
    return nodesIn(context, context.file, context.ts.isCallExpression).flatMap((call): Finding[] => {
      const gpu = calledGpuFunction(context, context.gpuFunctions, call)
      const loop = gpu && loopAround(context, call)
      if (gpu === undefined || loop === undefined || isInAny(context, call, inLease)) return []
      // Of a loop that tries again, one round counts.
      if (leaves(context, call, loop)) return []
      return [
        findingAt(context, call, {
          rule: id,
          severity: 'warning',
          message: `${gpuName(gpu)} is called in a loop, and every round waits in the queue and attaches anew: wrap the function that owns the loop in GPU.`,
        }),
      ]
    })
  },
}

/** Called inside another GPU function, it runs in the lease of that one. */
function isInAny(context: RuleContext, node: ts.Node, functions: ReadonlySet<ts.Node>): boolean {
  for (let at = functionAround(context, node); at !== undefined; at = functionAround(context, at)) {
    if (functions.has(at)) return true
  }
  return false
}

function leaves({ ts }: RuleContext, call: ts.Node, loop: ts.Node): boolean {
  for (let at = call; at !== loop && at !== undefined; at = at.parent) {
    if (ts.isReturnStatement(at)) return ts.isIterationStatement(loop, false)
  }
  return false
}
