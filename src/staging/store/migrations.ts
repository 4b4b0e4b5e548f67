import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import * as v from 'valibot'
import { tensorEntrySchema, valueInfoSchema } from '../../protocol/model'
import type { StagingSchema } from './schema'

type Upgrade = IDBPTransaction<StagingSchema, StoreNames<StagingSchema>[], 'versionchange'>

/**
 * Brings a database of any earlier version to the present one; all of it in the one upgrade transaction, so that it
 * happens or does not. It may await nothing but the stores.
 */
export async function migrate(
  database: IDBPDatabase<StagingSchema>,
  oldVersion: number,
  _newVersion: number | null,
  transaction: Upgrade,
): Promise<void> {
  if (oldVersion < 1) {
    database.createObjectStore('models', { keyPath: 'source' })
    database.createObjectStore('segments')
  }
  if (oldVersion < 2) {
    database.createObjectStore('files', { keyPath: 'id' }).createIndex('digest', 'digest')
    database.createObjectStore('downloads', { keyPath: 'source' })
    database.createObjectStore('settings', { keyPath: 'name' })
  }
  if (oldVersion < 3) database.createObjectStore('documents', { keyPath: 'url' })
  if (oldVersion === 1) await fromVersion1(transaction)
}

/** Version 1: a model named its segments by one download, `[staging, file, index]`; files had no record. */
const modelV1 = v.object({
  source: v.string(),
  staging: v.string(),
  digest: v.string(),
  skeleton: v.instance(Blob),
  tensors: v.array(tensorEntrySchema),
  files: v.array(v.object({ path: v.string(), bytes: v.number(), segments: v.number() })),
  inputs: v.array(valueInfoSchema),
  outputs: v.array(valueInfoSchema),
  stagedAt: v.number(),
  usedAt: v.number(),
})
const keyV1 = v.tuple([v.string(), v.number(), v.number()])

async function fromVersion1(transaction: Upgrade): Promise<void> {
  const models = transaction.objectStore('models')
  const files = transaction.objectStore('files')
  const digests = await moveSegments(transaction)
  for (const record of await models.getAll()) {
    const parsed = v.safeParse(modelV1, record)
    // Whatever wrote it, it was not version 1. Its segments are orphans, and it is staged again when it is asked for.
    if (!parsed.success) {
      await models.delete(record.source)
      continue
    }
    const { staging, files: parts, ...rest } = parsed.output
    await models.put({
      ...rest,
      externalData: [],
      external: undefined,
      about: undefined,
      pinned: false,
      files: parts.map(({ path, bytes }, index) => ({ path, bytes, file: fileId(staging, index) })),
    })
    for (const [index, { path, bytes }] of parts.entries()) {
      const id = fileId(staging, index)
      // The digest of digests cannot be had here: hashing is asynchronous, and would end the transaction. The id is as
      // unique; only sharing with another model is lost.
      const url = index === 0 ? rest.source : new URL(path, rest.source).href
      await files.put({
        id,
        digest: id,
        bytes,
        segments: digests.get(id) ?? [],
        origin: { url, validator: undefined },
        sha256: undefined,
      })
    }
  }
}

/** Gives each segment the key of version 2. Resolves with the digests of each file, in order. */
async function moveSegments(transaction: Upgrade): Promise<Map<string, ArrayBuffer[]>> {
  const segments = transaction.objectStore('segments')
  const digests = new Map<string, ArrayBuffer[]>()
  for (const key of await segments.getAllKeys()) {
    const parsed = v.safeParse(keyV1, key)
    const segment = await segments.get(key)
    await segments.delete(key)
    if (!parsed.success || segment === undefined) continue
    const [staging, file, index] = parsed.output
    const id = fileId(staging, file)
    await segments.put({ ...segment, file: id, index }, [id, index])
    // Keys come in order, and so do the segments of a file.
    digests.set(id, [...(digests.get(id) ?? []), segment.digest])
  }
  return digests
}

function fileId(staging: string, file: number): string {
  return `${staging}/${file}`
}
