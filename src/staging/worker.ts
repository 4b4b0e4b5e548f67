// The staging worker. Its URL and name stay the same from version to version, so that all tabs share one.
import { createStaging, type Staging } from './create-staging'
import { modelsInUse } from './room/models-in-use'
import { serve } from './serve'

/**
 * In a browser without SharedWorker each tab has a staging worker of its own. A database takes one at a time, so
 * those of later tabs wait until the first is closed; their clients give up before that, and say so.
 */
function turn(): Promise<void> {
  if ('SharedWorkerGlobalScope' in globalThis) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const forEver = new Promise<never>(() => {})
    const holding = (): Promise<never> => {
      resolve()
      return forEver
    }
    navigator.locks.request('sublet-staging', holding).catch(reject)
  })
}

async function start(): Promise<Staging> {
  await turn()
  return createStaging({
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    storage: navigator.storage,
    inUse: () => modelsInUse(navigator.locks),
  })
}

const started = start()

/** Ports come with `connect` in a SharedWorker, with `message` in a tab's own. They keep what is posted till then. */
function connect(event: Event): void {
  if (!(event instanceof MessageEvent)) return
  for (const port of event.ports) started.then((staging) => serve(staging, port, Date.now)).catch(reportError)
}
addEventListener('connect', connect)
addEventListener('message', connect)
