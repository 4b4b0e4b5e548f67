/** Monaco's TypeScript worker, which also knows the rules: they need the compiler's tree, and stay off the page's thread. */
import { initialize, TypeScriptWorker, ts } from 'monaco-editor/languages/features/typescript/ts.worker.js'
import * as v from 'valibot'
import { canBegin } from './can-begin'
import { importEdits } from './rename/import-edits'
import type { FileEdits, Renaming } from './rename/renaming'
import { readDemoFacts } from './rules/reading/demo-facts'
import { readGpuFunctions } from './rules/reading/gpu-functions'
import type { Facts, Finding } from './rules/rule'
import { checkRules } from './rules/rules'
import { findWgsl } from './wgsl/find-wgsl'
import { sourcesOf } from './wgsl/sources'

/** Monaco calls the methods of this object by their names. */
class HandlerWorker extends TypeScriptWorker {
  /** Of the newest language, and the browser's: a runner is the browser's own. What comes out is for the target. */
  getDefaultLibFileName(): string {
    return 'lib.esnext.full.d.ts'
  }

  /**
   * Of the two thousand names that a browser knows, those that can be meant: to send, sort and filter the others costs the
   * page's thread a frame for each word that is begun.
   */
  override async getCompletionsAtPosition(
    ...[fileName, position]: Parameters<TypeScriptWorker['getCompletionsAtPosition']>
  ): ReturnType<TypeScriptWorker['getCompletionsAtPosition']> {
    const info = await super.getCompletionsAtPosition(fileName, position)
    if (info === undefined || !info.isGlobalCompletion) return info
    const text = this.getLanguageService().getProgram()?.getSourceFile(fileName)?.text ?? ''
    const [letter = ''] =
      /[\p{L}\p{N}_$]*$/u.exec(text.slice(Math.max(0, position - 100), position))?.[0] ?? ''
    const entries = info.entries.filter(({ name, replacementSpan }) => {
      return replacementSpan !== undefined || canBegin(name, letter)
    })
    return { ...info, entries }
  }

  /** Nothing for a file that is gone by now. */
  async getRuleFindings(
    fileName: string,
    facts: Facts,
    importable: readonly string[],
  ): Promise<readonly Finding[]> {
    const program = this.getLanguageService().getProgram()
    const file = program?.getSourceFile(fileName)
    if (program === undefined || file === undefined) return []
    return checkRules({ ts: ts.typescript, file, checker: program.getTypeChecker(), facts, importable })
  }

  /** The GPU functions that have a name of their own, and where they are wrapped. */
  async getGpuFunctions(fileName: string): Promise<readonly { name: string; at: number }[]> {
    const program = this.getLanguageService().getProgram()
    const file = program?.getSourceFile(fileName)
    if (program === undefined || file === undefined) return []
    const code = { ts: ts.typescript, file, checker: program.getTypeChecker() }
    return readGpuFunctions(code).flatMap(({ name, mark }) =>
      name === undefined ? [] : [{ name, at: mark.getStart(file) }],
    )
  }

  async getImportEdits(renaming: Renaming): Promise<readonly FileEdits[]> {
    return importEdits(ts.typescript, this.getLanguageService(), renaming)
  }

  /** @param shaders URI and text of the `.wgsl` files, which are no part of the program */
  async getWgsl(folder: string, open: readonly string[], shaders: readonly (readonly [string, string])[]) {
    const program = this.getLanguageService().getProgram()
    if (program === undefined) return { modules: [], literals: [] }
    return findWgsl(sourcesOf(ts.typescript, program, { folder, open, shaders }))
  }
}

/** Asked in place of Monaco's first message, of a worker that is for this alone (read-demo.ts). */
const readDemoSchema = v.object({ readDemo: v.array(v.object({ path: v.string(), source: v.string() })) })

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  const asked = v.safeParse(readDemoSchema, data)
  if (asked.success) self.postMessage(readDemoFacts(ts.typescript, asked.output.readDemo))
  else initialize((context, settings) => new HandlerWorker(context, settings))
}
