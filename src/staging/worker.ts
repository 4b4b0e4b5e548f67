// The staging worker. Its URL and name stay the same from version to version, so that all tabs share one.
import { openLobby } from '../protocol/lobby'
import type { MessageEndpoint } from '../protocol/port'
import { createStaging } from './create-staging'
import { modelsInUse } from './room/models-in-use'
import { serve } from './serve'

type Connect = (endpoint: MessageEndpoint) => void

/** The worker's name is that of the election's lock, of the lobby and of the database, too. */
const { name } = self

/** Takes a lock for the rest of this worker's life. */
function held(lock: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forEver = new Promise<never>(() => {})
    const holding = (): Promise<never> => {
      resolve()
      return forEver
    }
    navigator.locks.request(lock, holding).catch(reject)
  })
}

async function start(): Promise<Connect> {
  // One at a time, since two would collect each other's segments: also while a SharedWorker that has lost its last tab
  // still ends. In a browser without SharedWorker each tab has a worker, and this elects one of them.
  await held(name)
  const lock = `${name} ${crypto.randomUUID()}`
  await held(lock)
  const staging = createStaging({
    database: name,
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    storage: navigator.storage,
    inUse: () => modelsInUse(navigator.locks),
  })
  return (endpoint) => void serve(staging, { endpoint, lock, now: () => performance.now() })
}

const started = start()
if ('SharedWorkerGlobalScope' in globalThis) {
  // Registered before anything is awaited; a port keeps its messages until it is listened to.
  addEventListener('connect', (event) => {
    const port = event instanceof MessageEvent ? event.ports[0] : undefined
    if (port) started.then((connect) => connect(port)).catch(reportError)
  })
} else {
  started.then((connect) => openLobby(name, connect)).catch(reportError)
}
