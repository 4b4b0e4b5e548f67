import { type Stores, segmentsOf } from './change'
import { dropUnlessUsed } from './commit'

/** After this long nobody goes on with a download that was broken off; its segments only take room. */
const FORGOTTEN_MS = 14 * 24 * 60 * 60_000

/**
 * Deletes what belongs to nothing: segments without a file or a download, files without a model, and downloads that
 * were broken off two weeks ago. Not while a staging is under way.
 */
export async function collectOrphans(stores: Stores, now: number): Promise<void> {
  const kept = new Set<string>()
  for (const download of await stores.downloads.getAll()) {
    if (now - download.startedAt > FORGOTTEN_MS && !download.paused)
      await stores.downloads.delete(download.source)
    else for (const { id } of download.files) kept.add(id)
  }
  for (const id of await stores.files.getAllKeys()) await dropUnlessUsed(stores, id)
  for (const id of await stores.files.getAllKeys()) kept.add(id)
  const found = new Set((await stores.segments.getAllKeys()).map(([file]) => file))
  for (const id of found) if (!kept.has(id)) await stores.segments.delete(segmentsOf(id))
}
