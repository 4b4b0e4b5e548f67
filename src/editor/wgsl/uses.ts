import type ts from 'typescript'
import { unwrapped } from '../rules/reading/code'
import { isReassigned, referencesTo } from './references'
import { named, type Sources } from './sources'

/**
 * What becomes of a text. `module`: it is given to the shader compiler. `part`: it is put into another text, or changed.
 * `foreign`: a package has it. `kept`: it is somewhere, and where it goes from there cannot be told.
 */
export type Use = 'module' | 'part' | 'foreign' | 'kept'

/** How the demo uses the value of an expression. */
export function usesOf(sources: Sources, expression: ts.Expression): Set<Use> {
  const uses = new Set<Use>()
  const followed = new Set<ts.Symbol>()
  const follow = (symbol: ts.Symbol | undefined): void => {
    if (symbol === undefined || followed.has(symbol)) return
    followed.add(symbol)
    const references = referencesTo(sources, symbol)
    if (isReassigned(sources, references)) uses.add('part')
    else for (const reference of references) visit(reference)
  }
  const visit = (node: ts.Expression): void => {
    const step = nextOf(sources, node)
    if (typeof step === 'string') uses.add(step)
    else if ('value' in step) visit(step.value)
    else follow(step.symbol)
  }
  visit(expression)
  return uses
}

/** How the demo uses what a name stands for. */
export function usesOfSymbol(sources: Sources, symbol: ts.Symbol): Set<Use> {
  return new Set(referencesTo(sources, symbol).flatMap((reference) => [...usesOf(sources, reference)]))
}

type Step = Use | { value: ts.Expression } | { symbol: ts.Symbol | undefined }

function nextOf(sources: Sources, node: ts.Expression): Step {
  const { ts } = sources
  const { parent } = node
  if (isTransparent(sources, node, parent)) return { value: parent }
  if (ts.isTemplateSpan(parent)) return 'part'
  if (ts.isBinaryExpression(parent)) return ofOperator(sources, parent)
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text === 'length' ? 'kept' : 'part'
  if (ts.isVariableDeclaration(parent)) {
    return ts.isIdentifier(parent.name) ? { symbol: named(sources, parent.name)?.symbol } : 'kept'
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return ofArgument(sources, parent, node)
  if (ts.isTaggedTemplateExpression(parent)) return 'foreign'
  return inContainer(sources, node)
}

function isTransparent({ ts }: Sources, node: ts.Expression, parent: ts.Node): parent is ts.Expression {
  if (ts.isConditionalExpression(parent)) return parent.condition !== node
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAwaitExpression(parent)
  )
}

function ofOperator({ ts }: Sources, parent: ts.BinaryExpression): Step {
  const { PlusToken, PlusEqualsToken, QuestionQuestionToken, BarBarToken } = ts.SyntaxKind
  const { kind } = parent.operatorToken
  if (kind === PlusToken || kind === PlusEqualsToken) return 'part'
  return kind === QuestionQuestionToken || kind === BarBarToken ? { value: parent } : 'kept'
}

/** An argument is followed into a function of the demo. */
function ofArgument(sources: Sources, call: ts.CallExpression | ts.NewExpression, node: ts.Expression): Step {
  const { ts, checker, files } = sources
  if (call.expression === node) return 'part'
  if (isConsole(ts, call.expression)) return 'kept'
  const declaration = checker.getResolvedSignature(call)?.declaration
  if (declaration === undefined || !files.includes(declaration.getSourceFile())) return 'foreign'
  const parameter = declaration.parameters[call.arguments?.indexOf(node) ?? 0]
  if (parameter === undefined || !('name' in parameter) || !ts.isParameter(parameter)) return 'kept'
  return ts.isIdentifier(parameter.name) ? { symbol: named(sources, parameter.name)?.symbol } : 'kept'
}

function isConsole(typescript: typeof ts, callee: ts.Expression): boolean {
  return typescript.isPropertyAccessExpression(callee) && callee.expression.getText() === 'console'
}

/** In an object or a list: who gets that has it. */
function inContainer(sources: Sources, node: ts.Expression): Use {
  const { ts, checker, files } = sources
  const { parent } = node
  if (
    (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) &&
    isModuleCode(sources, parent)
  ) {
    return 'module'
  }
  let at: ts.Node = node
  while (
    ts.isObjectLiteralElement(at.parent) ||
    ts.isObjectLiteralExpression(at.parent) ||
    ts.isArrayLiteralExpression(at.parent) ||
    ts.isSpreadElement(at.parent)
  ) {
    at = at.parent
  }
  if (!ts.isCallExpression(at.parent) && !ts.isNewExpression(at.parent)) return 'kept'
  const declaration = checker.getResolvedSignature(at.parent)?.declaration
  return declaration !== undefined && files.includes(declaration.getSourceFile()) ? 'kept' : 'foreign'
}

/** `property` is the `code` of `createShaderModule({ code })`. */
export function isModuleCode({ ts }: Sources, property: ts.ObjectLiteralElementLike): boolean {
  const call = property.parent.parent
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false
  return call.expression.name.text === 'createShaderModule' && property.name?.getText() === 'code'
}

/** What every `createShaderModule({ code })` among the nodes is given; undefined where that cannot be read. */
export function moduleCodes(sources: Sources, nodes: readonly ts.Node[]): (ts.Expression | undefined)[] {
  const { ts } = sources
  return nodes.filter(ts.isCallExpression).flatMap(({ expression, arguments: [descriptor] }) => {
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'createShaderModule') return []
    if (descriptor === undefined || !ts.isObjectLiteralExpression(descriptor)) return [undefined]
    const code = descriptor.properties.find((property) => isModuleCode(sources, property))
    if (code !== undefined && ts.isShorthandPropertyAssignment(code)) return [code.name]
    return [code !== undefined && ts.isPropertyAssignment(code) ? code.initializer : undefined]
  })
}

/** It is a text as somebody has it, and nothing that is put together. */
export function isPlain(sources: Sources, expression: ts.Expression): boolean {
  const { ts } = sources
  const node = unwrapped(sources, expression)
  if (ts.isConditionalExpression(node))
    return isPlain(sources, node.whenTrue) && isPlain(sources, node.whenFalse)
  if (ts.isIdentifier(node)) {
    const symbol = named(sources, node)?.symbol
    return symbol !== undefined && !isReassigned(sources, referencesTo(sources, symbol))
  }
  return (
    ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isStringLiteralLike(node)
  )
}
