import type ts from 'typescript'
import { bare, unwrapped } from './reading/code'
import { isAtModuleScope, isConstant, withHelpers } from './reading/functions'
import { modelCreation } from './reading/models'
import { type Write, writesIn } from './reading/writes'
import { findingAt, type Rule, type RuleContext } from './rule'

const id = 'mutable-global'

/** No mutable globals; those that are only read are safe (ZEROGPU.md, Isolation). */
export const mutableGlobal: Rule = {
  id,
  check(context) {
    const starts = [...context.handlers, ...context.gpuFunctions].map(({ fn }) => fn)
    const functions = new Set(starts.flatMap((fn) => withHelpers(context, fn)))
    const first = new Map<ts.Node, Write>()
    for (const write of [...functions].flatMap((fn) => writesIn(context, fn))) {
      const known = first.get(write.variable)
      if (known !== undefined && known.node.pos <= write.node.pos) continue
      if (isShared(context, write) && !isKeptOnce(context, write)) first.set(write.variable, write)
    }
    return [...first.values()].map(({ node, variable }) =>
      findingAt(context, node, {
        rule: id,
        severity: 'warning',
        message: `${variable.name.getText(context.file)} belongs to the module, and each call may run in another runner or after another visitor's: keep what calls leave behind in a State.`,
      }),
    )
  },
}

function isShared(context: RuleContext, { variable, whole }: Write): boolean {
  if (!isAtModuleScope(context, variable)) return false
  return whole ? !isConstant(context, variable) : isContainer(context, variable)
}

function isContainer({ ts }: RuleContext, { initializer }: ts.VariableDeclaration): boolean {
  if (initializer === undefined) return false
  const value = unwrapped({ ts }, initializer)
  if (ts.isNewExpression(value)) return ['Map', 'Set', 'Array'].includes(value.expression.getText())
  return ts.isArrayLiteralExpression(value) || ts.isObjectLiteralExpression(value)
}

/** What is made on first use, such as a device, is the same in each runner. Of models, `lazy-model` tells. */
function isKeptOnce(context: RuleContext, { node, operator, value, variable }: Write): boolean {
  const { SyntaxKind } = context.ts
  if (operator === SyntaxKind.QuestionQuestionEqualsToken || operator === SyntaxKind.BarBarEqualsToken)
    return true
  if (value !== undefined && modelCreation(context, bare(context, value)) !== undefined) return true
  return operator === SyntaxKind.EqualsToken && isGuarded(context, node, variable.name.getText(context.file))
}

function isGuarded({ ts, file }: RuleContext, node: ts.Node, name: string): boolean {
  for (let at = node; at.parent !== undefined && !ts.isFunctionLike(at); at = at.parent) {
    if (!ts.isIfStatement(at.parent) || at.parent.thenStatement !== at) continue
    const asked = at.parent.expression.getText(file).replaceAll(/\s/g, '')
    if ([`!${name}`, `${name}===undefined`, `${name}==null`, `${name}===null`].includes(asked)) return true
  }
  return false
}
