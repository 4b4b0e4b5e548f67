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
  }
  export function initialize(create: (context: unknown, settings: unknown) => TypeScriptWorker): void
  export const ts: { typescript: typeof typescript }
}
