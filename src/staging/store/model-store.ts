import type { IDBPObjectStore } from 'idb'
import { SubletError } from '../../protocol/errors'
import { type ModelSummary, type StagedFile, type StagedModel, weightBytes } from '../../protocol/model'
import {
  DATABASE,
  type ModelRecord,
  openDatabase,
  type StagingDatabase,
  type StagingSchema,
} from './database'
import type { Segment } from './segments'
import { storageError } from './storage-error'

export interface ModelStoreOptions {
  database?: string | undefined
  /** Milliseconds since the epoch. */
  now: () => number
}

/** What a download has to say of a model once all its segments are stored. */
export type NewModel = Omit<ModelRecord, 'stagedAt' | 'usedAt' | 'digest'>

/** Models in IndexedDB. It knows nothing of ONNX and of the network. Fails with `StorageFull` for want of room. */
export interface ModelStore {
  has(source: string): Promise<boolean>
  /** Undefined when it is not there, or not whole. Counts as a use. */
  read(source: string): Promise<StagedModel | undefined>
  list(): Promise<ModelSummary[]>
  putSegment(staging: string, file: number, segment: Segment): Promise<void>
  /** Stretches of a file that is being staged, as handles. */
  segments(staging: string, file: number): Promise<Blob[]>
  /** Makes a staged model visible, in one transaction; a model that was there under its source goes. */
  commit(model: NewModel): Promise<void>
  /** Deletes the segments of a staging that failed. */
  discard(staging: string): Promise<void>
  /** Deletes segments that belong to no model: what an interrupted staging left. Not while one is under way. */
  collect(): Promise<void>
  remove(source: string): Promise<void>
  close(): void
}

export function createModelStore({ database: name = DATABASE, now }: ModelStoreOptions): ModelStore {
  let opened: Promise<StagingDatabase> | undefined
  let closed = false

  async function database(): Promise<StagingDatabase> {
    if (closed) throw closedError()
    opened ??= openDatabase(name, letGo)
    try {
      return await opened
    } catch (cause) {
      // The next use tries again: the visitor may have allowed storage by then.
      opened = undefined
      throw cause
    }
  }

  function letGo(): void {
    opened?.then(
      (db) => db.close(),
      () => undefined,
    )
    opened = undefined
  }

  async function use<T>(work: (database: StagingDatabase) => Promise<T>): Promise<T> {
    try {
      return await work(await database())
    } catch (cause) {
      // Closing ends transactions in whatever way they were.
      throw closed ? closedError() : await storageError(cause)
    }
  }

  return {
    has: (source) => use((db) => change(db, (models, segments) => isWhole(source, models, segments))),
    read: (source) => use((db) => readModel(db, source, now())),
    list: () => use(async (db) => (await db.getAll('models')).map(summary)),
    putSegment: (staging, file, { index, blob, digest }) =>
      use(async (db) => {
        await db.put('segments', { blob, digest }, [staging, file, index])
      }),
    segments: (staging, file) =>
      use(async (db) => (await db.getAll('segments', fileRange(staging, file))).map(({ blob }) => blob)),
    commit: (model) => use((db) => commitModel(db, model, now())),
    discard: (staging) => use((db) => db.delete('segments', stagingRange(staging))),
    collect: () => use((db) => change(db, collectOrphans)),
    remove: (source) => use((db) => change(db, (models, segments) => removeModel(source, models, segments))),
    close() {
      closed = true
      letGo()
    },
  }
}

/** An array sorts after every number and string, so `[]` ends a range of keys. */
function stagingRange(staging: string): IDBKeyRange {
  return IDBKeyRange.bound([staging], [staging, []])
}

function fileRange(staging: string, file: number): IDBKeyRange {
  return IDBKeyRange.bound([staging, file], [staging, file, []])
}

type Models = IDBPObjectStore<StagingSchema, ['models', 'segments'], 'models', 'readwrite'>
type Segments = IDBPObjectStore<StagingSchema, ['models', 'segments'], 'segments', 'readwrite'>

/** All of `work` happens, or nothing of it. It may await nothing but the stores. */
async function change<T>(
  db: StagingDatabase,
  work: (models: Models, segments: Segments) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction(['models', 'segments'], 'readwrite')
  const working = work(transaction.objectStore('models'), transaction.objectStore('segments'))
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

/** A model that is not whole is not there: staging it again replaces it. */
async function isWhole(source: string, models: Models, segments: Segments): Promise<boolean> {
  const record = await models.get(source)
  if (record === undefined) return false
  const expected = record.files.reduce((sum, file) => sum + file.segments, 0)
  return (await segments.count(stagingRange(record.staging))) === expected
}

async function readModel(db: StagingDatabase, source: string, now: number): Promise<StagedModel | undefined> {
  const found = await change(db, async (models, segments) => {
    const record = await models.get(source)
    if (record === undefined || !(await isWhole(source, models, segments))) return undefined
    const files: StagedFile[] = []
    for (const [index, { path, bytes }] of record.files.entries()) {
      const stored = await segments.getAll(fileRange(record.staging, index))
      files.push({ path, bytes, segments: stored.map(({ blob }) => blob) })
    }
    await models.put({ ...record, usedAt: now })
    return { record, files }
  })
  if (found === undefined) return undefined
  const { digest, tensors, inputs, outputs } = found.record
  const skeleton = new Uint8Array(await found.record.skeleton.arrayBuffer())
  return { source, digest, skeleton, tensors, files: found.files, inputs, outputs }
}

async function commitModel(db: StagingDatabase, model: NewModel, now: number): Promise<void> {
  const digest = await modelDigest(db, model)
  const expected = model.files.reduce((sum, file) => sum + file.segments, 0)
  await change(db, async (models, segments) => {
    // Another worker that started just now may have taken them for orphans.
    const found = await segments.count(stagingRange(model.staging))
    if (found !== expected) throw segmentsMissing(expected, found)
    const before = await models.get(model.source)
    if (before !== undefined) await segments.delete(stagingRange(before.staging))
    await models.put({ ...model, digest, stagedAt: now, usedAt: now })
  })
}

async function modelDigest(db: StagingDatabase, { staging }: NewModel): Promise<string> {
  const segments = await db.getAll('segments', stagingRange(staging))
  const digests = await new Blob(segments.map(({ digest }) => digest)).arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', digests))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function collectOrphans(models: Models, segments: Segments): Promise<void> {
  const kept = new Set((await models.getAll()).map(({ staging }) => staging))
  const stagings = new Set((await segments.getAllKeys()).map(([staging]) => staging))
  for (const staging of stagings) {
    if (!kept.has(staging)) await segments.delete(stagingRange(staging))
  }
}

async function removeModel(source: string, models: Models, segments: Segments): Promise<void> {
  const record = await models.get(source)
  if (record === undefined) return
  await models.delete(source)
  await segments.delete(stagingRange(record.staging))
}

function closedError(): SubletError {
  return new SubletError('Cancelled', 'The model store is closed.')
}

function segmentsMissing(expectedSegments: number, foundSegments: number): SubletError {
  return new SubletError(
    'ModelCorrupt',
    `Of ${expectedSegments} stored segments ${foundSegments} are there.`,
    {
      figures: { expectedSegments, foundSegments },
    },
  )
}

function summary(record: ModelRecord): ModelSummary {
  const { source, digest, tensors, files, stagedAt, usedAt } = record
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return {
    source,
    digest,
    bytes,
    weightBytes: weightBytes(tensors),
    tensors: tensors.length,
    stagedAt,
    usedAt,
  }
}
