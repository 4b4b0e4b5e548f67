import { SubletError } from '../../protocol/errors'
import type { Damage } from '../../protocol/library'
import type { StagedFile, StagedModel } from '../../protocol/model'
import { change, type Stores, segmentsOf } from './change'
import { collectOrphans } from './collect'
import { commitModel, dropUnlessUsed, type NewModel } from './commit'
import { damagedModels, damageOf } from './damage'
import { DATABASE, openDatabase, type StagingDatabase } from './database'
import { removeDocuments } from './documents'
import type {
  DocumentRecord,
  DownloadRecord,
  FileRecord,
  ModelRecord,
  SegmentRecord,
  SettingRecord,
} from './schema'
import { type Segment, segmentCount } from './segments'
import { storageError } from './storage-error'

export interface ModelStoreOptions {
  database?: string | undefined
  /** Milliseconds since the epoch. */
  now: () => number
}

/** A segment that is stored, without its bytes. */
export interface StoredSegment {
  index: number
  bytes: number
  digest: ArrayBuffer
}

/** Models in IndexedDB. It knows nothing of ONNX and of the network. Fails with `StorageFull` for want of room. */
export interface ModelStore {
  has(source: string): Promise<boolean>
  /** Undefined when it is not there, or not whole. Counts as a use. */
  read(source: string): Promise<StagedModel | undefined>
  /** The record alone, whole or not. */
  record(source: string): Promise<ModelRecord | undefined>
  records(): Promise<ModelRecord[]>
  /** The files of a model, in its order; one is missing where its record is. */
  files(source: string): Promise<FileRecord[]>
  /** The damage that shows without reading bytes, by source; a model that has any is not handed out. */
  damaged(): Promise<ReadonlyMap<string, readonly Damage[]>>
  commit(model: NewModel): Promise<void>
  pin(source: string, pinned: boolean): Promise<void>
  /**
   * Deletes a model and its download, their files unless another model has the same, and the documents of its repository
   * unless another model is of the same one.
   */
  remove(source: string): Promise<void>

  putSegment(file: string, segment: Segment): Promise<void>
  /** Puts a segment of a file that a model has; nothing happens when the file has gone meanwhile. */
  replaceSegment(file: string, segment: Segment): Promise<void>
  segment(file: string, index: number): Promise<SegmentRecord | undefined>
  /** Those that lie where they belong. */
  storedSegments(file: string): Promise<StoredSegment[]>
  dropSegment(file: string, index: number): Promise<void>
  dropSegments(file: string): Promise<void>

  downloads(): Promise<DownloadRecord[]>
  download(source: string): Promise<DownloadRecord | undefined>
  saveDownload(download: DownloadRecord): Promise<void>
  /** Deletes what a download has stored; a model that is there under its source stays. */
  dropDownload(source: string): Promise<void>

  /** A file of a repository that is no model, by the URL that it was asked for under. */
  document(url: string): Promise<DocumentRecord | undefined>
  saveDocument(document: DocumentRecord): Promise<void>

  setting(name: string): Promise<unknown>
  saveSetting(setting: SettingRecord): Promise<void>

  /** Deletes what belongs to nothing: what an interrupted staging left. Not while one is under way. */
  collect(): Promise<void>
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
    has: (source) =>
      use((db) => change(db, async (stores) => (await wholeModel(source, stores)) !== undefined)),
    read: (source) => use((db) => readModel(db, source, now())),
    record: (source) => use((db) => db.get('models', source)),
    records: () => use((db) => db.getAll('models')),
    files: (source) => use((db) => change(db, (stores) => filesOf(source, stores))),
    damaged: () => use((db) => change(db, damagedModels)),
    commit: (model) => use((db) => commitModel(db, model, now())),
    pin: (source, pinned) =>
      use((db) =>
        change(db, async ({ models }) => {
          const record = await models.get(source)
          if (record !== undefined) await models.put({ ...record, pinned })
        }),
      ),
    remove: (source) => use((db) => change(db, (stores) => removeModel(source, stores))),
    putSegment: (file, { index, blob, digest }) =>
      use(async (db) => {
        await db.put('segments', { file, index, blob, digest }, [file, index])
      }),
    replaceSegment: (file, segment) => use((db) => change(db, (stores) => replace(file, segment, stores))),
    segment: (file, index) => use((db) => db.get('segments', [file, index])),
    storedSegments: (file) => use((db) => storedSegments(db, file)),
    dropSegment: (file, index) => use((db) => db.delete('segments', [file, index])),
    dropSegments: (file) => use((db) => db.delete('segments', segmentsOf(file))),
    downloads: () => use((db) => db.getAll('downloads')),
    download: (source) => use((db) => db.get('downloads', source)),
    saveDownload: (download) =>
      use(async (db) => {
        await db.put('downloads', download)
      }),
    dropDownload: (source) => use((db) => change(db, (stores) => removeDownload(source, stores))),
    document: (url) => use((db) => db.get('documents', url)),
    saveDocument: (document) =>
      use(async (db) => {
        await db.put('documents', document)
      }),
    setting: (key) => use(async (db) => (await db.get('settings', key))?.value),
    saveSetting: (setting) =>
      use(async (db) => {
        await db.put('settings', setting)
      }),
    collect: () => use((db) => change(db, (stores) => collectOrphans(stores, now()))),
    close() {
      closed = true
      letGo()
    },
  }
}

/** A model that is not whole is not there: staging it again replaces it. */
async function wholeModel(source: string, stores: Stores): Promise<ModelRecord | undefined> {
  const record = await stores.models.get(source)
  for (const file of record?.files ?? []) if ((await damageOf(file, stores)).length > 0) return undefined
  return record
}

async function readModel(db: StagingDatabase, source: string, now: number): Promise<StagedModel | undefined> {
  const found = await change(db, async (stores) => {
    const record = await wholeModel(source, stores)
    if (record === undefined) return undefined
    const files: StagedFile[] = []
    for (const { path, bytes, file } of record.files) {
      const stored = await stores.segments.getAll(segmentsOf(file), segmentCount(bytes))
      files.push({ path, bytes, segments: stored.map(({ blob }) => blob) })
    }
    await stores.models.put({ ...record, usedAt: now })
    return { record, files }
  })
  if (found === undefined) return undefined
  const { digest, tensors, externalData, inputs, outputs } = found.record
  const skeleton = new Uint8Array(await found.record.skeleton.arrayBuffer())
  return { source, digest, skeleton, tensors, externalData, files: found.files, inputs, outputs }
}

async function filesOf(source: string, { models, files }: Stores): Promise<FileRecord[]> {
  const found: FileRecord[] = []
  for (const { file } of (await models.get(source))?.files ?? []) {
    const record = await files.get(file)
    if (record !== undefined) found.push(record)
  }
  return found
}

async function storedSegments(db: StagingDatabase, file: string): Promise<StoredSegment[]> {
  const { store } = db.transaction('segments')
  const found: StoredSegment[] = []
  for (let cursor = await store.openCursor(segmentsOf(file)); cursor; cursor = await cursor.continue()) {
    const { blob, digest, ...place } = cursor.value
    const [, index] = cursor.primaryKey
    if (place.file === file && place.index === index) found.push({ index, bytes: blob.size, digest })
  }
  return found
}

async function removeModel(source: string, stores: Stores): Promise<void> {
  const record = await stores.models.get(source)
  await stores.models.delete(source)
  for (const { file } of record?.files ?? []) await dropUnlessUsed(stores, file)
  await removeDownload(source, stores)
  await removeDocuments(source, stores)
}

async function removeDownload(source: string, { downloads, files, segments }: Stores): Promise<void> {
  const download = await downloads.get(source)
  await downloads.delete(source)
  for (const { id } of download?.files ?? []) {
    // One that mends a file puts its segments among those of the file.
    if ((await files.getKey(id)) === undefined) await segments.delete(segmentsOf(id))
  }
}

async function replace(file: string, { index, blob, digest }: Segment, stores: Stores): Promise<void> {
  if ((await stores.files.getKey(file)) === undefined) return
  await stores.segments.put({ file, index, blob, digest }, [file, index])
}

function closedError(): SubletError {
  return new SubletError('Cancelled', 'The model store is closed.')
}
