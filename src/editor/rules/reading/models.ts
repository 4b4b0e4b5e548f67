import type ts from 'typescript'
import { bare, type Code, nodesIn, unwrapped, variableOf } from './code'
import { functionOf } from './functions'
import { importedAs } from './imports'

const TRANSFORMERS = '@huggingface/transformers'

/** `session.run()`, `pipeline()` and `model()` run it; a tokenizer or a processor works on the CPU. */
export type ModelKind = 'session' | 'pipeline' | 'model' | 'tokenizer'

/** A call that fetches a model, or a part of one, and what comes of it. */
export interface ModelCreation {
  call: ts.CallExpression
  kind: ModelKind
  /** As the author wrote it: `ort.InferenceSession.create`. */
  text: string
}

export function modelCreation(code: Code, node: ts.Node): ModelCreation | undefined {
  if (!code.ts.isCallExpression(node)) return undefined
  const kind = createdBy(code, node.expression)
  return kind && { call: node, kind, text: node.expression.getText(code.file) }
}

export function modelCreations(code: Code, root: ts.Node): ModelCreation[] {
  return nodesIn(code, root, code.ts.isCallExpression).flatMap((call) => modelCreation(code, call) ?? [])
}

/** What the variable that `node` names was created as. */
export function modelIn(code: Code, node: ts.Expression): ModelCreation | undefined {
  const initializer = variableOf(code, node)?.initializer
  return initializer && modelCreation(code, bare(code, initializer))
}

/** A call that computes: a session's `run`, a pipeline or a model that is called, `model.generate`. */
export function isInference(code: Code, call: ts.CallExpression): boolean {
  const { ts } = code
  const callee = unwrapped(code, call.expression)
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = modelIn(code, callee.expression)?.kind
    return (
      (owner === 'session' && callee.name.text === 'run') ||
      (owner === 'model' && callee.name.text === 'generate')
    )
  }
  const kind = modelIn(code, callee)?.kind
  return (kind === 'pipeline' || kind === 'model') && functionOf(code, callee) === undefined
}

function createdBy(code: Code, callee: ts.Expression): ModelKind | undefined {
  const imported = importedAs(code, callee)
  if (imported === undefined) return undefined
  const [owner = '', method] = imported.path
  if (/^onnxruntime-web(\/|$)/.test(imported.from)) {
    return owner === 'InferenceSession' && method === 'create' ? 'session' : undefined
  }
  if (imported.from !== TRANSFORMERS) return undefined
  if (owner === 'pipeline') return 'pipeline'
  if (method !== 'from_pretrained') return undefined
  if (/Config$/.test(owner)) return undefined
  return /(Tokenizer|Processor|Extractor)$/.test(owner) ? 'tokenizer' : 'model'
}
