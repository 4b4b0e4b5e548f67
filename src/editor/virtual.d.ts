/** What tools/vite/handler-types.ts generates: declarations by file URL. */
declare module 'virtual:sublet/handler-types' {
  /** Of the packages that are there for every handler. */
  export const handlerTypes: Record<string, string>
  /** Of those that are loaded when a handler names them. */
  export const libraryTypes: Record<string, () => Promise<Record<string, string>>>
}
