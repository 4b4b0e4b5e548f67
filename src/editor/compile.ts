import type { editor, IRange } from 'monaco-editor/editor/editor.api.js'
import { typeScriptWorker } from './type-script-worker'

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

/** What the compiler says of a place, down to hints. */
export interface MarkedError {
  range: IRange
  message: string
  code: string
  /** `ts.DiagnosticCategory`. */
  category: number
  isUnused: boolean
  isDeprecated: boolean
}

/**
 * Compiles a file in the TypeScript worker: the same compiler that underlines its mistakes.
 * @param model whose types, and those of all that it imports, the worker knows
 */
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

/** All that the compiler says of a file; nothing of one that was closed meanwhile. */
export async function compileErrors(model: editor.ITextModel): Promise<MarkedError[]> {
  const worker = await (await typeScriptWorker())(model.uri)
  const file = model.uri.toString()
  const found = await Promise.all([
    worker.getSyntacticDiagnostics(file),
    worker.getSemanticDiagnostics(file),
    worker.getSuggestionDiagnostics(file),
  ])
  if (model.isDisposed()) return []
  return found.flat().map(({ start = 0, length = 1, messageText, category, code, ...said }) => {
    const [from, to] = [model.getPositionAt(start), model.getPositionAt(start + length)]
    return {
      range: {
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      },
      message: flatten(messageText),
      code: String(code),
      category,
      isUnused: said.reportsUnnecessary !== undefined,
      isDeprecated: said.reportsDeprecated !== undefined,
    }
  })
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
