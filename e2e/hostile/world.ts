import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { ask, type HostilePage } from './page'

const worldSchema = v.object({
  /** What staging keeps: each model with its digest, and how many records each of its stores has. */
  store: v.record(v.string(), v.union([v.string(), v.number()])),
  usedMs: v.number(),
})
/** What must be the same after an attack as before it. */
export type World = v.InferOutput<typeof worldSchema>

/** Waits until nobody holds or waits for the GPU, and looks around. */
export function look(page: HostilePage): Promise<World> {
  return ask(page, worldSchema, async () => {
    const deadline = performance.now() + 10_000
    const busy = (): boolean => {
      const { holders, queue, quota } = window.sublet.pool()
      return holders.length > 0 || queue.length > 0 || quota.reservedMs > 0
    }
    while (busy()) {
      if (performance.now() > deadline)
        throw new Error(`the pool is not free: ${JSON.stringify(window.sublet.pool())}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const store: Record<string, string | number> = {}
    // One that a runner asked for and that is not there is listed as failed; nothing of it is kept.
    for (const { source, staged } of await window.sublet.models()) if (staged) store[source] = staged.digest
    const database = await settled(indexedDB.open('sublet-staging'))
    for (const table of database.objectStoreNames) {
      store[table] = await settled(database.transaction(table).objectStore(table).count())
    }
    database.close()
    // The ledger grows by design; that there is another database does not.
    store.databases = (await indexedDB.databases()).length
    return JSON.stringify({ store, usedMs: window.sublet.quota().usedMs })
  })
}

/** What is no longer as it was, in words; empty when all is well. */
export function damage(before: World, after: World): string[] {
  if (isDeepStrictEqual(before.store, after.store)) return []
  return [`the store changed: ${JSON.stringify(before.store)} became ${JSON.stringify(after.store)}`]
}

/** Paths of this site that were asked for with a name that only attacks use. */
export function leaks(page: HostilePage): Promise<string[]> {
  return ask(page, v.array(v.string()), async () => {
    const paths: string[] = await (await fetch('/log')).json()
    return JSON.stringify(paths.filter((path) => path.includes('leak')))
  })
}

/** What the page finds wrong with itself. */
export function selfCheck(page: HostilePage): Promise<string[]> {
  return ask(page, v.array(v.string()), async () => {
    const wrong = window.changed().map((name) => `${name} of the page changed`)
    if (Reflect.has({}, 'polluted')) wrong.push('the prototype of the page is polluted')
    const hostile = window.heard.filter((message) => JSON.stringify(message).includes('hostile'))
    if (hostile.length > 0) wrong.push('a runner was heard on a channel of the page')
    if (document.body.textContent === '') wrong.push('the page shows nothing')
    return JSON.stringify(wrong)
  })
}
