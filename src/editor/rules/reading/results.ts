import type ts from 'typescript'
import { bare, type Code, unwrapped, variableOf } from './code'
import { propertyOf } from './handlers'
import { importedAs } from './imports'
import { modelIn } from './models'

/** A part of a result that is no literal of its own. */
export interface Leaf {
  node: ts.Expression
  /** From the result to it, as in `.later` or `[1].onDone`; empty for the result itself. */
  path: string
}

/** What cannot leave a runner, and why (src/protocol/foreign.ts decides it when a call ends). */
export type Uncloneable = 'function' | 'instance' | 'promise' | 'tensor' | 'gpu tensor' | 'gpu'

/** Looks into object and array literals, and both arms of a condition. */
export function leavesOf(code: Code, result: ts.Expression, path = ''): Leaf[] {
  const { ts, file } = code
  const value = unwrapped(code, result)
  if (ts.isArrayLiteralExpression(value)) {
    return value.elements.flatMap((element, index) =>
      ts.isSpreadElement(element) ? [] : leavesOf(code, element, `${path}[${index}]`),
    )
  }
  if (ts.isConditionalExpression(value)) {
    return [value.whenTrue, value.whenFalse].flatMap((arm) => leavesOf(code, arm, path))
  }
  if (!ts.isObjectLiteralExpression(value)) return [{ node: value, path }]
  return value.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) {
      return [{ node: property.name, path: `${path}.${property.name.text}` }]
    }
    if (!ts.isPropertyAssignment(property)) return []
    return leavesOf(code, property.initializer, `${path}.${property.name.getText(file)}`)
  })
}

/** Undefined for what can be cloned, and for all that cannot be told. */
export function uncloneable(code: Code, node: ts.Expression): Uncloneable | undefined {
  if (isGpuTensor(code, node)) return 'gpu tensor'
  const type = code.ts.isShorthandPropertyAssignment(node.parent)
    ? shorthandType(code, node.parent)
    : code.checker.getTypeAtLocation(node)
  return type && kindOfType(code, type)
}

function shorthandType({ checker }: Code, property: ts.ShorthandPropertyAssignment): ts.Type | undefined {
  const symbol = checker.getShorthandAssignmentValueSymbol(property)
  return symbol && checker.getTypeOfSymbolAtLocation(symbol, property)
}

function kindOfType(code: Code, type: ts.Type): Uncloneable | undefined {
  const { ts } = code
  const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void
  const members = (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & nothing) === 0)
  const kinds = new Set(members.map((member) => kindOfOne(code, member)))
  const [kind] = kinds
  // All of a union, or it cannot be told.
  return kinds.size === 1 ? kind : undefined
}

const TENSORS = ['Tensor', 'TypedTensor']

function kindOfOne({ ts }: Code, type: ts.Type): Uncloneable | undefined {
  if ((type.flags & ts.TypeFlags.Object) === 0) return undefined
  const symbol = type.getSymbol()
  const name = symbol?.name ?? ''
  const declarations = symbol?.declarations ?? []
  const isFrom = (path: RegExp): boolean =>
    declarations.some((declaration) => path.test(declaration.getSourceFile().fileName))
  if (/^GPU[A-Z]/.test(name) && isFrom(/webgpu|lib\.\w+\.d\.ts$/)) {
    return type.getProperty('label') === undefined ? undefined : 'gpu'
  }
  if (isFrom(/onnxruntime-common/)) {
    if (TENSORS.includes(name)) return 'tensor'
    return name === 'InferenceSession' ? 'instance' : undefined
  }
  if (isFrom(/@huggingface\/transformers/)) {
    if (name === 'Tensor') return 'tensor'
    return name === 'RawImage' || name === 'RawAudio' ? 'instance' : undefined
  }
  if (name === 'Promise' && isFrom(/lib\.[\w.]+\.d\.ts$/)) return 'promise'
  if (type.getCallSignatures().length > 0) return 'function'
  const [declaration] = declarations
  const isOwnClass =
    declaration !== undefined && ts.isClassLike(declaration) && !declaration.getSourceFile().isDeclarationFile
  // What extends an Error or an Array can be cloned.
  return isOwnClass && declaration.heritageClauses === undefined ? 'instance' : undefined
}

/** `Tensor.fromGpuBuffer()`, and outputs of a session that was told to leave them on the GPU. */
function isGpuTensor(code: Code, node: ts.Expression): boolean {
  const { ts } = code
  const value = bare(code, node)
  if (ts.isCallExpression(value)) {
    const imported = importedAs(code, value.expression)
    return imported?.path.join('.') === 'Tensor.fromGpuBuffer' && imported.from.startsWith('onnxruntime-')
  }
  if (ts.isPropertyAccessExpression(value) || ts.isElementAccessExpression(value)) {
    const outputs = variableOf(code, value.expression)
    return outputs?.initializer !== undefined && leavesOutputsOnGpu(code, outputs.initializer)
  }
  if (!ts.isIdentifier(value)) return false
  const variable = variableOf(code, value)
  if (variable?.initializer !== undefined) return isGpuTensor(code, variable.initializer)
  const source = destructured(code, value)
  return source !== undefined && leavesOutputsOnGpu(code, source)
}

/** What `name` was taken out of: `await session.run()` of `const { name } = await session.run()`. */
function destructured(code: Code, name: ts.Identifier): ts.Expression | undefined {
  const { checker, ts, file } = code
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name)
  const element = symbol?.valueDeclaration
  if (element === undefined || element.getSourceFile() !== file || !ts.isBindingElement(element))
    return undefined
  const { parent } = element.parent
  return ts.isVariableDeclaration(parent) ? parent.initializer : undefined
}

function leavesOutputsOnGpu(code: Code, expression: ts.Expression): boolean {
  const { ts } = code
  const run = bare(code, expression)
  if (!ts.isCallExpression(run) || !ts.isPropertyAccessExpression(run.expression)) return false
  if (run.expression.name.text !== 'run') return false
  const options = modelIn(code, run.expression.expression)?.call.arguments[1]
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return false
  const location = propertyOf(code, options, 'preferredOutputLocation')
  return location !== undefined && ts.isStringLiteral(location) && location.text === 'gpu-buffer'
}
