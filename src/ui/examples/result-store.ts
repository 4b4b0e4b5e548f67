import type { DBSchema } from 'idb'
import { keepOpen } from '../../host/keep-open'
import type { ComponentSpec } from '../../host/types'
import { toEvict } from '../history/to-evict'

/** What an example came to. */
export interface ExampleResult {
  specs: readonly ComponentSpec[]
  outputs: readonly unknown[]
}

export interface KeptResult extends ExampleResult {
  /** Digest of all that the result depends on. */
  key: string
  demo: string
  /** Digest of the code that gave it. */
  code: string
  /** What the outputs take, roughly. */
  bytes: number
}

interface ExamplesSchema extends DBSchema {
  /** The id is the database's to give. */
  results: { key: number; value: KeptResult & { id?: number }; indexes: { key: string; demo: string } }
}

/** Results of examples in IndexedDB. Everything rejects with the database's own error. */
export interface ResultStore {
  has(key: string): Promise<boolean>
  get(key: string): Promise<ExampleResult | undefined>
  /** Results of other code of the same demo go, and the oldest where there is no room. */
  put(result: KeptResult): Promise<void>
  /** Idempotent. */
  close(): void
}

/** As many as there can be examples; of all demos together 100 MB. */
const LIMITS = { runs: 64, bytes: 100_000_000 }

/** @param database names another one, for tests */
export function createResultStore(database = 'sublet-examples', limits = LIMITS): ResultStore {
  const { open, close } = keepOpen<ExamplesSchema>(database, (fresh) => {
    const results = fresh.createObjectStore('results', { keyPath: 'id', autoIncrement: true })
    results.createIndex('key', 'key', { unique: true })
    results.createIndex('demo', 'demo')
  })
  return {
    has: async (key) => (await (await open()).countFromIndex('results', 'key', key)) > 0,
    async get(key) {
      const found = await (await open()).getFromIndex('results', 'key', key)
      return found && { specs: found.specs, outputs: found.outputs }
    },
    async put(result) {
      const change = (await open()).transaction('results', 'readwrite')
      try {
        const known = await change.store.getAll()
        const stale = known.filter(
          ({ key, demo, code }) => key === result.key || (demo === result.demo && code !== result.code),
        )
        await Promise.all(idsOf(stale).map((id) => change.store.delete(id)))
        const added = await change.store.add(result)
        const left = known.filter((each) => !stale.includes(each))
        const all = [...left, { ...result, id: added }].flatMap((each) =>
          each.id === undefined ? [] : [{ id: each.id, demo: each.demo, bytes: each.bytes }],
        )
        await Promise.all(toEvict(all, limits).map((id) => change.store.delete(id)))
        await change.done
      } catch (thrown) {
        // All or nothing; a value that cannot be cloned throws without ending the transaction.
        change.done.catch(() => undefined)
        if (change.error === null) change.abort()
        throw thrown
      }
    },
    close,
  }
}

function idsOf(results: readonly { id?: number }[]): number[] {
  return results.flatMap(({ id }) => (id === undefined ? [] : [id]))
}
