import type { DBSchema } from 'idb'
import { keepOpen } from '../../host/keep-open'
import type { KeptRun, RunFacts, RunRecord, RunValues } from './records'
import { type Limits, toEvict } from './to-evict'

interface HistorySchema extends DBSchema {
  /** The id is the database's to give. */
  runs: { key: number; value: RunFacts & { id?: number }; indexes: { demo: string } }
  /** By the id of the run. */
  values: { key: number; value: RunValues }
}

/** Runs in IndexedDB. Everything rejects with the database's own error. */
export interface RunStore {
  /** Older ones go where there is no room. */
  add(facts: RunFacts, values: RunValues): Promise<number>
  /** A run that is gone stays gone. */
  charge(id: number, charged: Pick<RunFacts, 'chargedMs' | 'creditMs'>): Promise<void>
  /** Newest first. */
  list(demo: string): Promise<RunRecord[]>
  values(id: number): Promise<RunValues | undefined>
  remove(id: number): Promise<KeptRun | undefined>
  putBack(runs: readonly KeptRun[]): Promise<void>
  /**
   * @param demo absent: all of them
   * @returns what was there
   */
  clear(demo?: string): Promise<readonly KeptRun[]>
  /** Idempotent. */
  close(): void
}

export interface RunStoreOptions {
  /** Names another database, for tests. */
  database?: string
  limits?: Limits
}

const LIMITS: Limits = { runs: 50, bytes: 200_000_000 }

/** It opens the database at its first use, and again when the browser has closed it. */
export function createRunStore({ database = 'sublet-history', limits = LIMITS }: RunStoreOptions): RunStore {
  const { open, close } = keepOpen<HistorySchema>(database, (fresh) => {
    fresh.createObjectStore('runs', { keyPath: 'id', autoIncrement: true }).createIndex('demo', 'demo')
    fresh.createObjectStore('values')
  })

  const write = async () => (await open()).transaction(['runs', 'values'], 'readwrite')

  return {
    async add(facts, values) {
      const change = await write()
      const runs = change.objectStore('runs')
      const kept = change.objectStore('values')
      try {
        const id = await runs.add(facts)
        await kept.put(values, id)
        for (const old of toEvict((await runs.getAll()).flatMap(withId), limits)) {
          await Promise.all([runs.delete(old), kept.delete(old)])
        }
        await change.done
        return id
      } catch (thrown) {
        // All or nothing; a value that cannot be cloned throws without ending the transaction.
        change.done.catch(() => undefined)
        if (change.error === null) change.abort()
        throw thrown
      }
    },
    async charge(id, charged) {
      const change = await write()
      const runs = change.objectStore('runs')
      const record = await runs.get(id)
      if (record !== undefined) await runs.put({ ...record, ...charged })
      await change.done
    },
    async list(demo) {
      const records = await (await open()).getAllFromIndex('runs', 'demo', demo)
      return records.flatMap(withId).toSorted((a, b) => b.id - a.id)
    },
    values: async (id) => (await open()).get('values', id),
    async remove(id) {
      const change = await write()
      const [runs, kept] = [change.objectStore('runs'), change.objectStore('values')]
      const [record, values] = await Promise.all([runs.get(id), kept.get(id)])
      await Promise.all([runs.delete(id), kept.delete(id), change.done])
      const [known] = record === undefined ? [] : withId(record)
      return known === undefined || values === undefined ? undefined : { record: known, values }
    },
    async putBack(taken) {
      const change = await write()
      const [runs, kept] = [change.objectStore('runs'), change.objectStore('values')]
      await Promise.all([
        ...taken.flatMap(({ record, values }) => [runs.put(record), kept.put(values, record.id)]),
        change.done,
      ])
    },
    async clear(demo) {
      const change = await write()
      const [runs, kept] = [change.objectStore('runs'), change.objectStore('values')]
      const found = demo === undefined ? await runs.getAll() : await runs.index('demo').getAll(demo)
      const taken = await Promise.all(
        found.flatMap(withId).map(async (record) => {
          const values = await kept.get(record.id)
          await Promise.all([runs.delete(record.id), kept.delete(record.id)])
          return values === undefined ? [] : [{ record, values }]
        }),
      )
      await change.done
      return taken.flat()
    },
    close,
  }
}

function withId(run: RunFacts & { id?: number }): RunRecord[] {
  return run.id === undefined ? [] : [{ ...run, id: run.id }]
}
