import type ts from 'typescript'
import { nodesIn, unwrapped, variableOf } from './reading/code'
import { removal } from './reading/move'
import { writesIn } from './reading/writes'
import { type Finding, type Fix, findingAt, type Rule, type RuleContext } from './rule'

const id = 'import-fallback'

/** No fallback that mimics the import: outside, the package is already a no-op (ZEROGPU.md, Models). */
export const importFallback: Rule = {
  id,
  check: (context) =>
    nodesIn(context, context.file, context.ts.isCallExpression).flatMap((call): Finding[] => {
      const { ts } = context
      if (call.expression.kind !== ts.SyntaxKind.ImportKeyword) return []
      const [specifier] = call.arguments
      if (specifier === undefined || !ts.isStringLiteralLike(specifier) || specifier.text !== 'sublet')
        return []
      const attempt = attemptAround(context, call)
      if (attempt === undefined) return []
      return [
        findingAt(context, call, {
          rule: id,
          severity: 'warning',
          message:
            "The fallback mimics what is there already: outside Sublet GPU(fn) is fn, so a plain import of 'sublet' does.",
          fix: ts.isTryStatement(attempt) ? ofTry(context, attempt) : ofCatch(context, attempt),
        }),
      ]
    }),
}

/** The `try` that the import stands in, or the `.catch()` that follows it. */
function attemptAround(
  { ts }: RuleContext,
  call: ts.CallExpression,
): ts.TryStatement | ts.CallExpression | undefined {
  const { parent } = call
  if (
    ts.isPropertyAccessExpression(parent) &&
    parent.name.text === 'catch' &&
    ts.isCallExpression(parent.parent)
  ) {
    return parent.parent
  }
  for (let at: ts.Node = call; at.parent !== undefined; at = at.parent) {
    if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at) return at.parent
  }
  return undefined
}

/** `const { GPU } = await import('sublet').catch(…)` */
function ofCatch(context: RuleContext, attempt: ts.CallExpression): Fix | undefined {
  const { file, ts } = context
  const variable = ts.isAwaitExpression(attempt.parent) ? attempt.parent.parent : undefined
  if (variable === undefined || !ts.isVariableDeclaration(variable)) return undefined
  const statement = variable.parent.parent
  if (!ts.isVariableStatement(statement) || statement.parent !== file) return undefined
  if (statement.declarationList.declarations.length !== 1 || !ts.isObjectBindingPattern(variable.name))
    return undefined
  const names = variable.name.elements.map(({ name, propertyName, initializer, dotDotDotToken }) =>
    initializer === undefined && dotDotDotToken === undefined && ts.isIdentifier(name)
      ? imported(propertyName?.getText(file), name.text)
      : undefined,
  )
  return asImport(names, (text) => [{ start: statement.getStart(file), end: statement.getEnd(), text }])
}

/** `let GPU = …` and later `try { ({ GPU } = await import('sublet')) } catch { … }` */
function ofTry(context: RuleContext, attempt: ts.TryStatement): Fix | undefined {
  const { file, ts } = context
  const [only, second] = attempt.tryBlock.statements.filter((each) => !ts.isEmptyStatement(each))
  if (attempt.parent !== file || only === undefined || second !== undefined) return undefined
  if (attempt.finallyBlock !== undefined || !ts.isExpressionStatement(only)) return undefined
  const assignment = unwrapped(context, only.expression)
  if (!ts.isBinaryExpression(assignment) || !ts.isObjectLiteralExpression(assignment.left)) return undefined
  const targets = assignment.left.properties.map((property) =>
    ts.isShorthandPropertyAssignment(property) ? property.name : undefined,
  )
  const declared = targets.map((target) => target && ownStatement(context, target, attempt))
  return asImport(
    targets.map((target, index) => (declared[index] === undefined ? undefined : target?.text)),
    (text) => [
      ...declared.flatMap((statement) => statement ?? []).map((statement) => removal(context, statement)),
      { start: attempt.getStart(file), end: attempt.getEnd(), text },
    ],
  )
}

/** The `let` that declares nothing else, of a name that only the attempt writes. */
function ownStatement(
  context: RuleContext,
  target: ts.Identifier,
  attempt: ts.TryStatement,
): ts.VariableStatement | undefined {
  const { file, ts } = context
  const variable = variableOf(context, target)
  const statement = variable?.parent.parent
  if (statement === undefined || !ts.isVariableStatement(statement) || statement.parent !== file)
    return undefined
  if (statement.declarationList.declarations.length !== 1) return undefined
  const writes = writesIn(context, file).filter((write) => write.whole && write.variable === variable)
  const isElsewhere = writes.some(({ node }) => node.pos < attempt.pos || node.end > attempt.end)
  return isElsewhere ? undefined : statement
}

function imported(from: string | undefined, name: string): string {
  return from === undefined ? name : `${from} as ${name}`
}

function asImport(
  names: readonly (string | undefined)[],
  edits: (text: string) => Fix['edits'],
): Fix | undefined {
  const known = names.filter((name) => name !== undefined)
  if (known.length === 0 || known.length < names.length) return undefined
  return {
    title: "Import from 'sublet' as usual",
    edits: edits(`import { ${known.join(', ')} } from 'sublet'`),
  }
}
