import type ts from 'typescript'
import type { FunctionNode } from './reading/code'
import { isAsync, resultsOf } from './reading/functions'
import { replacement } from './reading/replacement'
import { type Leaf, leavesOf, type Uncloneable, uncloneable } from './reading/results'
import { type Finding, type Fix, findingAt, type Rule, type RuleContext } from './rule'

const id = 'not-cloneable'

type Refused = Exclude<Uncloneable, 'gpu' | 'gpu tensor'>

const WHAT: Record<Refused, string> = {
  function: 'is a function, which no structured clone can copy: call it here, and give what it gives',
  instance:
    'is an instance of a class, and only plain data crosses: copy what is needed into an object literal',
  promise: 'is a Promise inside the result, where nobody awaits it: await it first',
  tensor:
    'is a tensor, and only plain data crosses: give its numbers (data), and its dims if they are needed',
}

/** Only serialisable values cross (ZEROGPU.md, Isolation; DESIGN 8). */
export const notCloneable: Rule = {
  id,
  check: (context) =>
    [...new Set(context.handlers.map(({ fn }) => fn))].flatMap((fn) =>
      resultsOf(context, fn)
        .flatMap((result) => leavesOf(context, result))
        .flatMap((leaf) => findingOf(context, fn, leaf) ?? []),
    ),
}

function findingOf(context: RuleContext, fn: FunctionNode, { node, path }: Leaf): Finding | undefined {
  const kind = uncloneable(context, node)
  if (kind === undefined || kind === 'gpu' || kind === 'gpu tensor') return undefined
  // A result that is a promise is awaited.
  if (kind === 'promise' && path === '') return undefined
  return findingAt(context, node, {
    rule: id,
    severity: 'error',
    message: `${nameOf(context, node)} ${WHAT[kind]}.`,
    fix: fixOf(context, fn, node, kind),
  })
}

function nameOf({ file, ts }: RuleContext, node: ts.Expression): string {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ? node.getText(file) : 'This'
}

function fixOf(context: RuleContext, fn: FunctionNode, node: ts.Expression, kind: Refused): Fix | undefined {
  const { file, ts } = context
  const text = node.getText(file)
  if (kind === 'promise' && isAsync(context, fn)) {
    return { title: 'Await it', edits: [replacement(context, node, `await ${text}`)] }
  }
  const isName = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)
  if (kind !== 'tensor' || !isName || fn.type !== undefined) return undefined
  return { title: `Give its numbers: ${text}.data`, edits: [replacement(context, node, `${text}.data`)] }
}
