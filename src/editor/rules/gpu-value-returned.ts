import type ts from 'typescript'
import type { FunctionNode } from './reading/code'
import { isAsync, resultsOf } from './reading/functions'
import { replacement } from './reading/replacement'
import { type Leaf, leavesOf, uncloneable } from './reading/results'
import { type Finding, type Fix, findingAt, type Rule, type RuleContext } from './rule'

const id = 'gpu-value-returned'

/** GPU tensors must be brought to the CPU first (ZEROGPU.md, Isolation). */
export const gpuValueReturned: Rule = {
  id,
  check(context) {
    const handlers = new Set<ts.Node>(context.handlers.map(({ fn }) => fn))
    const functions = new Set([...context.gpuFunctions, ...context.handlers].map(({ fn }) => fn))
    return [...functions].flatMap((fn) =>
      resultsOf(context, fn)
        .flatMap((result) => leavesOf(context, result))
        .flatMap((leaf) => findingOf(context, fn, leaf, handlers.has(fn)) ?? []),
    )
  },
}

function findingOf(
  context: RuleContext,
  fn: FunctionNode,
  { node }: Leaf,
  reachesPage: boolean,
): Finding | undefined {
  const kind = uncloneable(context, node)
  if (kind !== 'gpu' && kind !== 'gpu tensor') return undefined
  const text = node.getText(context.file)
  const what = kind === 'gpu' ? 'is an object of the GPU' : 'is a tensor on the GPU'
  const why = reachesPage
    ? 'it cannot leave the runner, and the call ends with GpuValueEscaped'
    : 'it outlives the lease, and its memory stays taken'
  const way = kind === 'gpu' ? 'copy it to the CPU (mapAsync)' : 'bring it to the CPU with await getData()'
  return findingAt(context, node, {
    rule: id,
    severity: reachesPage ? 'error' : 'warning',
    message: `${text} ${what}: ${why}, so ${way} before it is given away.`,
    fix: kind === 'gpu tensor' ? fixOf(context, fn, node) : undefined,
  })
}

/** The numbers only; a declared type of the result would no longer be right. */
function fixOf(context: RuleContext, fn: FunctionNode, node: ts.Expression): Fix | undefined {
  const { file, ts } = context
  if (!isAsync(context, fn) || fn.type !== undefined) return undefined
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined
  const text = node.getText(file)
  return {
    title: `Give the numbers: await ${text}.getData()`,
    edits: [replacement(context, node, `await ${text}.getData()`)],
  }
}
