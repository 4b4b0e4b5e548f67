import type { editor } from './monaco'
import { typeScriptWorker } from './type-script-worker'
import { loadTypes } from './types'

export interface CompileError {
  /** 1-based. */
  line: number
  column: number
  message: string
}

export interface Emitted {
  /** JavaScript, also where there are errors: running it is the author's choice. */
  code: string
  /** Source map of `code`, version 3, as JSON. */
  map: string
}

export interface Compiled extends Emitted {
  errors: readonly CompileError[]
}

/** Compiles a handler in the TypeScript worker: the same compiler that underlines its mistakes. */
export async function compile(model: editor.ITextModel, demoId: string): Promise<Compiled> {
  await loadTypes(demoId, model.getValue())
  const { syntactic, semantic, ...emitted } = await compileModel(model)
  return { ...emitted, errors: [...syntactic, ...semantic] }
}

/** @param model whose types, and those of all that it imports, the worker knows */
export async function compileModel(
  model: editor.ITextModel,
): Promise<Emitted & { syntactic: readonly CompileError[]; semantic: readonly CompileError[] }> {
  const worker = await (await typeScriptWorker())(model.uri)
  const file = model.uri.toString()
  const [syntactic, semantic, emitted] = await Promise.all([
    worker.getSyntacticDiagnostics(file),
    worker.getSemanticDiagnostics(file),
    worker.getEmitOutput(file),
  ])
  const errorsIn = (found: typeof syntactic): CompileError[] =>
    found
      .filter(({ category }) => category === DIAGNOSTIC_ERROR)
      .map(({ start = 0, messageText }) => {
        const { lineNumber, column } = model.getPositionAt(start)
        return { line: lineNumber, column, message: flatten(messageText) }
      })
  const output = (ending: string): string =>
    emitted.outputFiles.find(({ name }) => name.endsWith(ending))?.text ?? ''
  return {
    code: output('.js'),
    map: output('.js.map'),
    syntactic: errorsIn(syntactic),
    semantic: errorsIn(semantic),
  }
}

/** `ts.DiagnosticCategory.Error`. */
const DIAGNOSTIC_ERROR = 1

interface MessageChain {
  messageText: string
  next?: MessageChain[]
}

function flatten(message: string | MessageChain): string {
  if (typeof message === 'string') return message
  return [message.messageText, ...(message.next ?? []).map(flatten)].join(' ')
}
