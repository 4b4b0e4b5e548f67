import type ts from 'typescript'
import { nodesIn } from './reading/code'
import type { Edit } from './reading/edit'
import { functionOf } from './reading/functions'
import { type LazyTarget, lazyTarget } from './reading/lazy'
import { type ModelCreation, modelCreation, modelCreations } from './reading/models'
import { isKnownAt, removal } from './reading/move'
import { writesIn } from './reading/writes'
import { type Finding, type Fix, findingAt, type Rule, type RuleContext } from './rule'

const id = 'lazy-model'

/** Lazy loading moves the cost to the first visitor (ZEROGPU.md, Models). */
export const lazyModel: Rule = {
  id,
  check: (context) =>
    creating(context).flatMap(({ call, text }): Finding[] => {
      const target = lazyTarget(context, call)
      if (target === undefined) return []
      const name = target.assignment.left.getText(context.file)
      return [
        findingAt(context, target.assignment, {
          rule: id,
          severity: 'warning',
          message: `${name} is created by the first call of every runner, and its visitor waits and pays: at module scope ${text}() is packed ahead, and costs nothing.`,
          fix: fixOf(context, target, name),
        }),
      ]
    }),
}

/** Calls that create a model, and those of functions that do. */
function creating(context: RuleContext): Pick<ModelCreation, 'call' | 'text'>[] {
  return nodesIn(context, context.file, context.ts.isCallExpression).flatMap((call) => {
    const own = modelCreation(context, call)
    if (own !== undefined) return own
    const called = functionOf(context, call.expression)
    const [inside] = called ? modelCreations(context, called) : []
    return inside && lazyTarget(context, inside.call) === undefined ? { call, text: inside.text } : []
  })
}

function fixOf(context: RuleContext, target: LazyTarget, name: string): Fix | undefined {
  const { file, ts } = context
  const { variable, assignment } = target
  if (variable === undefined) return undefined
  const statement = variable.parent.parent
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1)
    return undefined
  const writes = writesIn(context, file).filter((write) => write.whole && write.variable === variable)
  if (writes.length !== 1 || !isKnownAt(context, assignment.right, statement)) return undefined
  return {
    title: `Create ${name} at module scope`,
    edits: [
      {
        start: statement.getStart(file),
        end: statement.getEnd(),
        text: `const ${name} = ${assignment.right.getText(file)}`,
      },
      withoutAssignment(context, assignment, name),
    ],
  }
}

/** Takes the `if` around it along, where it guards nothing else. */
function withoutAssignment(context: RuleContext, assignment: ts.BinaryExpression, name: string): Edit {
  const { file, ts } = context
  let whole: ts.Node = assignment
  while (ts.isParenthesizedExpression(whole.parent)) whole = whole.parent
  if (!ts.isExpressionStatement(whole.parent)) {
    return { start: assignment.getStart(file), end: assignment.getEnd(), text: name }
  }
  whole = whole.parent
  if (
    ts.isBlock(whole.parent) &&
    whole.parent.statements.length === 1 &&
    ts.isIfStatement(whole.parent.parent)
  ) {
    whole = whole.parent
  }
  const guard = whole.parent
  const isGuard =
    ts.isIfStatement(guard) && guard.thenStatement === whole && guard.elseStatement === undefined
  return removal(context, isGuard ? guard : whole)
}
