/** Monaco's TypeScript worker, which also knows the rules: they need the compiler's tree, and stay off the page's thread. */
import { initialize, TypeScriptWorker, ts } from 'monaco-editor/languages/features/typescript/ts.worker.js'
import type { Facts, Finding } from './rules/rule'
import { checkRules } from './rules/rules'

/** Monaco calls the methods of this object by their names. */
class HandlerWorker extends TypeScriptWorker {
  /** Of the newest language, and the browser's: a runner is the browser's own. What comes out is for the target. */
  getDefaultLibFileName(): string {
    return 'lib.esnext.full.d.ts'
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
}

self.onmessage = () => initialize((context, settings) => new HandlerWorker(context, settings))
