import type { IDBPObjectStore } from 'idb'
import type { StagingDatabase } from './database'
import type { StagingSchema } from './schema'

const STORES = ['models', 'files', 'segments', 'downloads', 'documents'] as const
type StoreName = (typeof STORES)[number]
type Store<Name extends StoreName> = IDBPObjectStore<StagingSchema, [...typeof STORES], Name, 'readwrite'>

/** The stores inside one transaction. */
export interface Stores {
  models: Store<'models'>
  files: Store<'files'>
  segments: Store<'segments'>
  downloads: Store<'downloads'>
  documents: Store<'documents'>
}

/** All of `work` happens, or nothing of it. It may await nothing but the stores. */
export async function change<T>(db: StagingDatabase, work: (stores: Stores) => Promise<T>): Promise<T> {
  const transaction = db.transaction([...STORES], 'readwrite')
  const working = work({
    models: transaction.objectStore('models'),
    files: transaction.objectStore('files'),
    segments: transaction.objectStore('segments'),
    downloads: transaction.objectStore('downloads'),
    documents: transaction.objectStore('documents'),
  })
  const aborting = working.catch((cause: unknown) => {
    try {
      transaction.abort()
    } catch {
      // It has ended: the request that failed had aborted it.
    }
    throw cause
  })
  const [result] = await Promise.all([aborting, transaction.done])
  return result
}

/** All segments of a file. An array sorts after every number and string, so `[]` ends a range of keys. */
export function segmentsOf(file: string): IDBKeyRange {
  return IDBKeyRange.bound([file], [file, []])
}
