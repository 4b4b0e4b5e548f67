import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { SubletError } from '../../protocol/errors'
import type { ModelAbout } from '../../protocol/library'
import type { ExternalEntry, TensorEntry, ValueInfo } from '../../protocol/model'
import { migrate } from './migrations'

/** A model that is completely stored. Until its record is written nothing of it can be seen. */
export interface ModelRecord {
  source: string
  /** SHA-256 of its files' digests, hex. */
  digest: string
  skeleton: Blob
  tensors: TensorEntry[]
  externalData: ExternalEntry[]
  /** The first one is the model, the others its external data. */
  files: ModelFile[]
  inputs: ValueInfo[]
  outputs: ValueInfo[]
  /** Undefined in a record that was written by schema version 1. */
  about: ModelAbout | undefined
  pinned: boolean
  stagedAt: number
  usedAt: number
}

export interface ModelFile {
  /** URL path relative to the model file: its own name, or the `location` of external data. */
  path: string
  bytes: number
  /** Key of its record. Models whose files have the same bytes share it. */
  file: string
}

/** The bytes of one file, at rest. It lives as long as a model names it. */
export interface FileRecord {
  id: string
  /** SHA-256 of the digests below, hex: what is equal here is equal byte for byte. */
  digest: string
  bytes: number
  /** SHA-256 of each segment, in order. The order is what a segment's own record cannot vouch for. */
  segments: ArrayBuffer[]
  /** Where a damaged segment can be had again; undefined for a file that was dropped into the page. */
  origin: { url: string; validator: string | undefined } | undefined
  /** The hub's SHA-256 of the whole file, hex, if it told one: the file was checked against it. */
  sha256: string | undefined
}

/** A stretch of a file as it was downloaded. It says where it belongs: at another place it is not what it claims. */
export interface SegmentRecord {
  file: string
  index: number
  blob: Blob
  /** SHA-256, 32 bytes. */
  digest: ArrayBuffer
}

/** Id of the file, index of the segment in the file. */
export type SegmentKey = [file: string, index: number]

/** What it takes to go on with a download: which segments are stored, the segments say themselves. */
export interface DownloadRecord {
  source: string
  files: DownloadFile[]
  paused: boolean
  startedAt: number
}

export interface DownloadFile {
  path: string
  url: string
  /** Names the segments. Each download has its own, so that two of them never mix. */
  id: string
  /** `ETag` or else `Last-Modified`, as the server said; segments of another version are of no use. */
  validator: string | undefined
  bytes: number | undefined
  /** SHA-256 of each segment, where a model had the file before it was damaged: `id` is that of its record then. */
  segments?: ArrayBuffer[]
}

/** Where the hub is, and the token for it, sealed (see `hub-settings.ts`). */
export interface SettingRecord {
  name: string
  value: unknown
}

export interface StagingSchema extends DBSchema {
  models: { key: string; value: ModelRecord }
  files: { key: string; value: FileRecord; indexes: { digest: string } }
  segments: { key: SegmentKey; value: SegmentRecord }
  downloads: { key: string; value: DownloadRecord }
  settings: { key: string; value: SettingRecord }
}

export type StagingDatabase = IDBPDatabase<StagingSchema>

export const DATABASE = 'sublet-staging'
export const VERSION = 2

/**
 * Opens the database. `lost` is called when a page of a newer version wants it, for which this connection has
 * to make way, and when the browser took it away: close it then, and open it again at the next use.
 */
export async function openDatabase(name: string, lost: () => void): Promise<StagingDatabase> {
  let blocked: (error: SubletError) => void = () => undefined
  const refusal = new Promise<never>((_resolve, reject) => {
    blocked = reject
  })
  let migration: { failed: unknown } | undefined
  const opening = openDB<StagingSchema>(name, VERSION, {
    upgrade(...upgrade) {
      migrate(...upgrade).catch((failed: unknown) => {
        migration = { failed }
        // What it has changed so far would stay; its end is told by the opening.
        const [, , , transaction] = upgrade
        transaction.done.catch(() => undefined)
        transaction.abort()
      })
    },
    // An older version of this worker is open and does not make way.
    blocked: (currentVersion) => blocked(otherVersion(currentVersion)),
    blocking: lost,
    terminated: lost,
  })
  try {
    return await Promise.race([opening, refusal])
  } catch (cause) {
    // It may still open later; then nobody would close it.
    opening.then(
      (database) => database.close(),
      () => undefined,
    )
    if (cause instanceof SubletError) throw cause
    // A newer page of this site has migrated the database.
    if (cause instanceof DOMException && cause.name === 'VersionError') throw otherVersion('a later')
    throw unavailable(migration?.failed ?? cause)
  }
}

function otherVersion(currentVersion: number | string): SubletError {
  return new SubletError(
    'ProtocolMismatch',
    `The models are stored in version ${currentVersion} by another tab, ${VERSION} is needed here.`,
    { figures: { currentVersion, neededVersion: VERSION } },
  )
}

function unavailable(cause: unknown): SubletError {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  return new SubletError('StorageFull', `The browser offers no storage to this site. ${reason}`, {
    cause,
    wayOut: 'Allow this site to store data, or leave the private window.',
  })
}
