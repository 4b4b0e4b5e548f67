import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { SubletError } from '../../protocol/errors'
import type { TensorEntry, ValueInfo } from '../../protocol/model'

/** A model that is completely stored. Until its record is written nothing of it can be seen. */
export interface ModelRecord {
  source: string
  /** Names the segments. Each download has its own, so that two of them never mix. */
  staging: string
  digest: string
  skeleton: Blob
  tensors: TensorEntry[]
  files: { path: string; bytes: number; segments: number }[]
  inputs: ValueInfo[]
  outputs: ValueInfo[]
  stagedAt: number
  usedAt: number
}

/** A stretch of a file as it was downloaded. */
export interface SegmentRecord {
  blob: Blob
  /** SHA-256, 32 bytes. */
  digest: ArrayBuffer
}

/** Staging, index of the file, index of the segment in the file. */
export type SegmentKey = [staging: string, file: number, index: number]

export interface StagingSchema extends DBSchema {
  models: { key: string; value: ModelRecord }
  segments: { key: SegmentKey; value: SegmentRecord }
}

export type StagingDatabase = IDBPDatabase<StagingSchema>

export const DATABASE = 'sublet-staging'
const VERSION = 1

/**
 * Opens the database. `lost` is called when a page of a newer version wants it, for which this connection has
 * to make way, and when the browser took it away: close it then, and open it again at the next use.
 */
export async function openDatabase(name: string, lost: () => void): Promise<StagingDatabase> {
  let blocked: (error: SubletError) => void = () => undefined
  const refusal = new Promise<never>((_resolve, reject) => {
    blocked = reject
  })
  const opening = openDB<StagingSchema>(name, VERSION, {
    upgrade(database) {
      database.createObjectStore('models', { keyPath: 'source' })
      database.createObjectStore('segments')
    },
    // An older version of this worker is open and does not make way.
    blocked: (currentVersion) => blocked(blockedBy(currentVersion)),
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
    throw cause instanceof SubletError ? cause : unavailable(cause)
  }
}

function blockedBy(currentVersion: number): SubletError {
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
