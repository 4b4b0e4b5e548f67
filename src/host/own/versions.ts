import type { OwnEntry } from './record'

/**
 * Which version of each own demo this page has open. By that it knows what another tab has changed since; what it has
 * written itself it has. It knows nothing of contents.
 */
export interface Versions {
  /** The database holds these now. */
  listed(entries: readonly OwnEntry[]): void
  /** It is opened as the database has it. Told before its files are read: what is written meanwhile is seen as newer. */
  opened(id: string): void
  /** By this page. Before the list is read again. */
  wrote(entry: OwnEntry): void
  closed(id: string): void
  /** The ids of those that are open, and are another version in the database. */
  newer(): readonly string[]
}

export function createVersions(): Versions {
  const listed = new Map<string, string>()
  const here = new Map<string, string>()
  return {
    listed(entries) {
      listed.clear()
      for (const entry of entries) listed.set(entry.id, versionOf(entry))
    },
    opened(id) {
      const version = listed.get(id)
      if (version !== undefined) here.set(id, version)
    },
    wrote(entry) {
      if (here.has(entry.id)) here.set(entry.id, versionOf(entry))
    },
    closed: (id) => void here.delete(id),
    newer: () =>
      [...here].flatMap(([id, version]) => {
        const now = listed.get(id)
        return now === undefined || now === version ? [] : [id]
      }),
  }
}

/** Whose it is decides what it may use: that is no change of its files, and is one of what runs. */
function versionOf({ changedAt, foreign }: OwnEntry): string {
  return `${changedAt} ${foreign === undefined ? 'own' : 'foreign'}`
}
