/** Every benchmark by name. Nothing here needs a dependency, so that a fresh clone can list them. */
export const BENCHMARKS = {
  first: {
    about: 'grant and warm call against the bare platform',
    load: async () => (await import('./first/first.mjs')).first,
  },
  call: {
    about: 'warm call, boot of a runner with and without the spare, a generator of 1,000 steps',
    load: async () => (await import('./call/call.mjs')).call,
  },
  attach: {
    about: 'cold attach, its memory and re-attach against the bare platform; models of 1 and 3 GiB',
    load: async () => (await import('./attach/attach.mjs')).attach,
  },
  load: {
    about: 'a model of 400 MB from the cache to its first token, time and memory, against Transformers.js',
    load: async () => (await import('./load/load.mjs')).load,
  },
  generate: {
    about: 'tokens per second against Transformers.js in the page',
    load: async () => (await import('./generate/generate.mjs')).generate,
  },
  page: {
    about: 'paint and blocking time of a first visit to the gallery',
    load: async () => (await import('./page/page.mjs')).page,
  },
  editor: {
    about: 'opening the editor, and typing with the types of every library',
    load: async () => (await import('./editor/editor.mjs')).editor,
  },
  frames: {
    about: 'frames and long tasks of a page with ten open demos, at rest and while three run',
    load: async () => (await import('./frames/frames.mjs')).frames,
  },
  rounds: {
    about: 'what 100 attaches and 100 killed runners leave behind in memory',
    load: async () => (await import('./rounds/rounds.mjs')).rounds,
  },
  staging: {
    about: 'staging against plain fetch to Blob to IndexedDB, and what it holds in memory',
    load: async () => (await import('./staging/staging.mjs')).staging,
  },
  scheduler: {
    about: 'grant, tab death to slot free, overrun to slot free',
    load: async () => (await import('./scheduler/scheduler.mjs')).scheduler,
  },
}
