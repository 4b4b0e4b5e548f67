import type { DBSchema, IDBPObjectStore } from 'idb'
import { keepOpen } from '../keep-open'
import { OWN_DATABASE } from './database'
import type { OwnContent, OwnEntry } from './record'

type Stores = ['demos', 'contents']
type Store<Name extends Stores[number]> = IDBPObjectStore<OwnSchema, Stores, Name, 'readwrite'>

interface OwnSchema extends DBSchema {
  /** By id: what a card shows. Whoever reads it parses it. */
  demos: { key: string; value: unknown }
  /** By the same id: files, which can be megabytes. */
  contents: { key: string; value: unknown }
}

/** Own demos in IndexedDB. Everything rejects with the database's own error. */
export interface OwnStore {
  /** As they were written. */
  list(): Promise<unknown[]>
  content(id: string): Promise<unknown>
  /**
   * Adds it under the id that `choose` makes of those that are taken, so that two tabs never choose the same.
   * @returns that id
   */
  add(
    entry: Omit<OwnEntry, 'id'>,
    content: OwnContent,
    choose: (taken: readonly string[]) => string,
  ): Promise<string>
  /** False: it is gone. */
  change(id: string, to: (entry: unknown, content: unknown) => [OwnEntry, OwnContent]): Promise<boolean>
  remove(id: string): Promise<void>
  /** To another id, with all that it holds. */
  move(id: string, choose: (taken: readonly string[]) => string): Promise<void>
  /** Idempotent. */
  close(): void
}

/** It opens the database at its first use, and again when the browser has closed it. */
export function createOwnStore(database = OWN_DATABASE): OwnStore {
  const { open, close } = keepOpen<OwnSchema>(database, (fresh) => {
    fresh.createObjectStore('demos')
    fresh.createObjectStore('contents')
  })

  /** All or nothing. */
  async function write<T>(
    task: (demos: Store<'demos'>, contents: Store<'contents'>) => Promise<T>,
  ): Promise<T> {
    const change = (await open()).transaction(['demos', 'contents'], 'readwrite')
    try {
      const done = await task(change.objectStore('demos'), change.objectStore('contents'))
      await change.done
      return done
    } catch (thrown) {
      // That it ended this way is told by `thrown`; a value that cannot be cloned does not end it by itself.
      change.done.catch(() => undefined)
      if (change.error === null) change.abort()
      throw thrown
    }
  }

  return {
    list: async () => (await open()).getAll('demos'),
    content: async (id) => (await open()).get('contents', id),
    add: (entry, content, choose) =>
      write(async (demos, contents) => {
        const id = choose(await demos.getAllKeys())
        await Promise.all([demos.add({ ...entry, id }, id), contents.put(content, id)])
        return id
      }),
    change: (id, to) =>
      write(async (demos, contents) => {
        const [entry, content] = await Promise.all([demos.get(id), contents.get(id)])
        if (entry === undefined) return false
        const [changed, held] = to(entry, content)
        await Promise.all([demos.put(changed, id), contents.put(held, id)])
        return true
      }),
    remove: (id) =>
      write(async (demos, contents) => {
        await Promise.all([demos.delete(id), contents.delete(id)])
      }),
    move: (from, choose) =>
      write(async (demos, contents) => {
        const [entry, content, keys] = await Promise.all([
          demos.get(from),
          contents.get(from),
          demos.getAllKeys(),
        ])
        if (typeof entry !== 'object' || entry === null) return
        const to = choose(keys)
        await demos.add({ ...entry, id: to }, to)
        await contents.put(content, to)
        await Promise.all([demos.delete(from), contents.delete(from)])
      }),
    close,
  }
}
