// The staging worker. Its URL and name stay the same from version to version, so that all tabs share one.
import { holdLock } from '../protocol/hold-lock'
import { type Connect, takeTabs } from '../protocol/lobby'
import { createStaging } from './create-staging'
import { modelsInUse } from './room/models-in-use'
import { serve } from './serve'

/** The worker's name is that of the election's lock, of the lobby and of the database, too. */
const { name } = self

async function start(): Promise<Connect> {
  // One at a time, since two would collect each other's segments: also while a SharedWorker that has lost its last tab
  // still ends. In a browser without SharedWorker each tab has a worker, and this elects one of them.
  await holdLock(name)
  const lock = `${name} ${crypto.randomUUID()}`
  await holdLock(lock)
  const staging = createStaging({
    database: name,
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    storage: navigator.storage,
    inUse: () => modelsInUse(navigator.locks),
  })
  return (endpoint) => void serve(staging, { endpoint, lock, now: () => performance.now() })
}

takeTabs(name, start(), reportError)
