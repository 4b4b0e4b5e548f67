import type { Damage, Library, ModelState, ModelSummary, Storage } from '../protocol/library'
import { weightBytes } from '../protocol/model'
import type { DownloadRecord, ModelRecord } from './store/schema'

/** What is known of the models, from where each thing is kept. */
export interface LibraryFacts {
  records: readonly ModelRecord[]
  downloads: readonly DownloadRecord[]
  /** Bytes that a download which is not under way has stored, by source. */
  stored: ReadonlyMap<string, number>
  /** Damage that is known of models that were whole. */
  damaged: ReadonlyMap<string, readonly Damage[]>
  /** What is done with a model now, or how the last attempt failed. */
  state(source: string): ModelState | undefined
  /** Models on their way, also those of which nothing is stored yet. */
  under: readonly string[]
  inUse: ReadonlySet<string>
  storage: Storage
}

export function describeLibrary(facts: LibraryFacts): Library {
  const { records, downloads, under, storage } = facts
  const users = countUsers(records)
  const models: ModelSummary[] = records.map((record) => ({
    source: record.source,
    at: facts.state(record.source) ?? atRest(facts.damaged.get(record.source)),
    staged: stagedSummary(record, users, facts.inUse.has(record.source)),
  }))
  const listed = new Set(records.map(({ source }) => source))
  for (const download of downloads) {
    if (listed.has(download.source)) continue
    listed.add(download.source)
    models.push({
      source: download.source,
      at: facts.state(download.source) ?? paused(download, facts.stored),
    })
  }
  for (const source of under) {
    const at = facts.state(source)
    if (!listed.has(source) && at !== undefined) models.push({ source, at })
  }
  return { models: models.sort((a, b) => a.source.localeCompare(b.source)), storage }
}

function atRest(damage: readonly Damage[] | undefined): ModelState {
  return damage === undefined ? { state: 'staged' } : { state: 'damaged', damage: [...damage] }
}

/** How many models name each file. */
export function countUsers(records: readonly ModelRecord[]): ReadonlyMap<string, number> {
  const users = new Map<string, number>()
  for (const { files } of records) {
    for (const { file } of files) users.set(file, (users.get(file) ?? 0) + 1)
  }
  return users
}

function stagedSummary(
  record: ModelRecord,
  users: ReadonlyMap<string, number>,
  inUse: boolean,
): NonNullable<ModelSummary['staged']> {
  const { digest, files, tensors, about, external, pinned, stagedAt, usedAt } = record
  return {
    digest,
    files: files.map(({ path, bytes, file }) => ({ path, bytes, users: users.get(file) ?? 1 })),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    weightBytes: weightBytes(tensors),
    tensors: tensors.length,
    about,
    external,
    pinned,
    inUse,
    stagedAt,
    usedAt,
  }
}

function paused({ source, files }: DownloadRecord, stored: ReadonlyMap<string, number>): ModelState {
  const total = files.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === undefined ? null : sum + bytes),
    0,
  )
  return { state: 'paused', loaded: stored.get(source) ?? 0, total }
}
