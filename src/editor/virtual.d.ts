/** What tools/vite/handler-types.ts generates: declarations by file URL. */
declare module 'virtual:sublet/handler-types' {
  /** Of the packages that are there for every handler. */
  export const handlerTypes: Record<string, string>
  /** Of those that are loaded when a handler names them. */
  export const libraryTypes: Record<string, () => Promise<Record<string, string>>>
}

/** Monaco ships it without types. */
declare module 'monaco-editor/languages/features/typescript/ts.worker.js' {
  import type typescript from 'typescript'

  /** `context` and `settings` are Monaco's own. */
  export class TypeScriptWorker {
    constructor(context: unknown, settings: unknown)
    getLanguageService(): typescript.LanguageService
    getCompletionsAtPosition(
      fileName: string,
      position: number,
    ): Promise<typescript.CompletionInfo | undefined>
  }
  export function initialize(create: (context: unknown, settings: unknown) => TypeScriptWorker): void
  export const ts: { typescript: typeof typescript }
}

/** Without types as well: the colours of its tokens. */
declare module 'monaco-editor/languages/definitions/typescript/typescript.js' {
  import type { languages } from 'monaco-editor/editor/editor.api.js'

  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}
