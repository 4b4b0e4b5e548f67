import type { Library, ModelState } from '../protocol/library'
import type { Jobs } from './jobs'
import { describeLibrary } from './library'
import type { ModelStore } from './store/model-store'

export interface LibrarySources {
  store: Pick<ModelStore, 'records' | 'damaged' | 'downloads' | 'storedSegments'>
  jobs: Pick<Jobs, 'sources' | 'state'>
  /** What was last found wrong with a model. */
  troubles: ReadonlyMap<string, ModelState>
  /** Models that are verified now. */
  checks: ReadonlyMap<string, { loaded: number; total: number }>
  inUse(): Promise<ReadonlySet<string>>
  storage: Pick<StorageManager, 'estimate' | 'persisted'>
}

/** The models of this browser as they are now. */
export async function readLibrary(sources: LibrarySources): Promise<Library> {
  const { store, jobs, troubles, checks, storage } = sources
  const [records, damaged, downloads, inUse, estimate, persisted] = await Promise.all([
    store.records(),
    store.damaged(),
    store.downloads(),
    sources.inUse(),
    storage.estimate(),
    storage.persisted(),
  ])
  const stored = new Map<string, number>()
  for (const { source, files } of downloads) {
    if (jobs.state(source) !== undefined) continue
    const segments = await Promise.all(files.map(({ id }) => store.storedSegments(id)))
    stored.set(
      source,
      segments.flat().reduce((sum, { bytes }) => sum + bytes, 0),
    )
  }
  return describeLibrary({
    records,
    damaged,
    downloads,
    stored,
    inUse,
    under: [...jobs.sources(), ...troubles.keys()],
    state(source) {
      const check = checks.get(source)
      if (check !== undefined) return { state: 'verifying', ...check }
      return jobs.state(source) ?? troubles.get(source)
    },
    storage: { usedBytes: estimate.usage ?? 0, allowedBytes: estimate.quota ?? 0, persisted },
  })
}
