/** The editor's compiler and rules alone, as handlers.spec.ts asks them. */
import { type CompileError, compileModel } from '../../src/editor/compile'
import { editor, Uri } from '../../src/editor/monaco'
import { findRules } from '../../src/editor/rule-findings'
import { typeScriptWorker } from '../../src/editor/type-script-worker'
import { loadTypes } from '../../src/editor/types'

export interface Handler {
  /** `group/name`. */
  name: string
  source: string
}

export interface Checked {
  name: string
  errors: readonly CompileError[]
  /** Ids of the rules, in the order of the text. */
  rules: readonly string[]
}

declare global {
  interface Window {
    checkHandlers(handlers: readonly Handler[]): Promise<Checked[]>
  }
}

/**
 * All at once: to the worker they are one program, whose libraries it reads once. Each is a module of its own in its own
 * folder, and so none sees another.
 */
window.checkHandlers = async (handlers) => {
  await loadTypes(handlers.map(({ source }) => source))
  const models = handlers.map(({ name, source }) => ({
    name,
    model: editor.createModel(source, 'typescript', Uri.parse(`file:///${name}/handler.ts`)),
  }))
  await typeScriptWorker()
  const checked: Checked[] = []
  for (const { name, model } of models) {
    const { syntactic, semantic } = await compileModel(model)
    const findings = await findRules(model, { functions: {} })
    checked.push({ name, errors: [...syntactic, ...semantic], rules: findings.map(({ rule }) => rule) })
  }
  for (const { model } of models) model.dispose()
  return checked
}
