/** Every benchmark by name. Nothing here needs a dependency, so that a fresh clone can list them. */
export const BENCHMARKS = {
  first: {
    about: 'grant, cold attach, re-attach and warm call against the bare platform',
    load: async () => (await import('./first/first.mjs')).first,
  },
  scheduler: {
    about: 'grant, tab death to slot free, overrun to slot free',
    load: async () => (await import('./scheduler/scheduler.mjs')).scheduler,
  },
}
