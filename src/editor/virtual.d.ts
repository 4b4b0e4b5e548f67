/** What tools/vite/handler-types.ts generates. */
declare module 'virtual:sublet/handler-types' {
  /** Declarations of all packages that a handler can import, by file URL. */
  export const handlerTypes: Record<string, string>
}
