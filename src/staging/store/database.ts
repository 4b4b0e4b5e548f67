import { type IDBPDatabase, openDB } from 'idb'
import { SubletError } from '../../protocol/errors'
import { migrate } from './migrations'
import type { StagingSchema } from './schema'

export type StagingDatabase = IDBPDatabase<StagingSchema>

export const DATABASE = 'sublet-staging'
export const VERSION = 3

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
    upgrade(db, oldVersion, newVersion, transaction) {
      migrate(db, oldVersion, newVersion, transaction).catch((failed: unknown) => {
        migration = { failed }
        // What it has changed so far would stay; its end is told by the opening.
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
