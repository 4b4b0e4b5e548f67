import type { SourceFile } from '../project'
import type { Version } from './version'

type Entries = Version['files']

interface Known {
  id: number
  /** By path. */
  files: ReadonlyMap<string, { source: string; entry: Entries[number] }>
}

/** Which texts the database has already: a version shares them with the one before it. */
export interface SharedTexts {
  /** What is named by a new version, and what of it is to be written. */
  split(
    demo: string,
    files: readonly SourceFile[],
  ): { entries: Entries; fresh: { key: string; source: string }[] }
  /** The database has it. Only then may another version name its texts: a write that failed has left none. */
  confirm(demo: string, id: number, entries: Entries, files: readonly SourceFile[]): void
  /** Was read. */
  remember(version: Version, files: readonly SourceFile[]): void
  /** @param demo absent: of all */
  forget(demo?: string): void
}

/** It knows those of the newest version of each demo: that one is never thinned (`NEWEST_KEPT`). */
export function createSharedTexts(): SharedTexts {
  const newest = new Map<string, Known>()

  const shared: SharedTexts = {
    split(demo, files) {
      const known = newest.get(demo)?.files
      const fresh: { key: string; source: string }[] = []
      const entries = files.map(({ path, source }) => {
        const before = known?.get(path)
        if (before?.source === source) return before.entry
        const key = crypto.randomUUID()
        fresh.push({ key, source })
        return { path, text: key, bytes: 2 * source.length }
      })
      return { entries, fresh }
    },
    confirm(demo, id, entries, files) {
      const known = newest.get(demo)
      if (known !== undefined && known.id > id) return
      const found = entries.flatMap((entry, index) => {
        const source = files[index]?.source
        return source === undefined ? [] : [[entry.path, { source, entry }] as const]
      })
      newest.set(demo, { id, files: new Map(found) })
    },
    remember: (version, files) => shared.confirm(version.demo, version.id, version.files, files),
    forget(demo) {
      if (demo === undefined) newest.clear()
      else newest.delete(demo)
    },
  }
  return shared
}
