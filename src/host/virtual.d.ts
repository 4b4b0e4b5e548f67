/** What our Vite plugins (tools/vite) generate. */

declare module 'virtual:sublet/runtime' {
  interface OrtFiles {
    module: string
    wasm: string
  }
  /** Paths are relative to the page. */
  export const runtime: {
    boot: string
    main: string
    modules: Record<string, string>
    /** What handlers may import besides, and the file that says which files each of them needs. */
    libraries: { names: string[]; index: string }
    ort: { specifier: string; jspi: OrtFiles; asyncify: OrtFiles }
    workers: { scheduler: string; staging: string }
    /** Origins that serve this site as well: sandbox.html is taken from the first that is not the page's own. */
    sandboxOrigins: string[]
  }
}

declare module 'virtual:sublet/demos' {
  /** `load` fetches its files, as written and compiled to JavaScript, and its README. */
  export const demos: {
    card: import('./types').DemoCard
    load(): Promise<import('./types').DemoContent>
  }[]
}

declare module 'virtual:sublet/templates' {
  /** What an own demo can begin from. */
  export const templates: import('./own/types').DemoTemplate[]
}
