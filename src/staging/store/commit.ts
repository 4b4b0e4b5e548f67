import { SubletError } from '../../protocol/errors'
import { change, type Stores, segmentsOf } from './change'
import { damageOf } from './damage'
import type { StagingDatabase } from './database'
import { hex } from './hex'
import type { FileRecord, ModelRecord } from './schema'

/** What a staging has to say of a model once all its segments are stored. */
export type NewModel = Omit<ModelRecord, 'stagedAt' | 'usedAt' | 'digest' | 'pinned' | 'files'> & {
  files: NewFile[]
}
export type NewFile = Omit<FileRecord, 'digest'> & { path: string }

/**
 * Makes a staged model visible, in one transaction, and ends its download. A file whose bytes are there already is
 * not kept twice; a model that was there under its source goes.
 */
export async function commitModel(db: StagingDatabase, model: NewModel, now: number): Promise<void> {
  const files = await Promise.all(
    model.files.map(async (file) => ({ ...file, digest: await fileDigest(file.segments) })),
  )
  const digest = await modelDigest(files.map((file) => file.digest))
  await change(db, async (stores) => {
    const kept: ModelRecord['files'] = []
    for (const { path, ...file } of files) {
      kept.push({ path, bytes: file.bytes, file: await keepFile(stores, file) })
    }
    const before = await stores.models.get(model.source)
    await stores.models.put({
      ...model,
      digest,
      files: kept,
      pinned: before?.pinned ?? false,
      stagedAt: now,
      usedAt: now,
    })
    await stores.downloads.delete(model.source)
    for (const { file } of before?.files ?? []) await dropUnlessUsed(stores, file)
  })
}

/** @returns the id under which its bytes are kept */
async function keepFile(stores: Stores, file: FileRecord): Promise<string> {
  const { files, segments } = stores
  // Another worker that started just now may have taken them for orphans.
  const found = await segments.count(segmentsOf(file.id))
  if (found !== file.segments.length) throw segmentsMissing(file.segments.length, found)
  for (const same of await files.index('digest').getAll(file.digest)) {
    const damage = await damageOf({ path: '', bytes: same.bytes, file: same.id }, stores)
    if (same.id === file.id || damage.length > 0) continue
    await segments.delete(segmentsOf(file.id))
    // What the hub vouched for now, it vouches for in the bytes that were there.
    if (file.sha256 !== undefined) await files.put({ ...same, sha256: file.sha256 })
    return same.id
  }
  await files.put(file)
  return file.id
}

/** Deletes a file and its segments when no model names it any more. */
export async function dropUnlessUsed({ models, files, segments }: Stores, id: string): Promise<void> {
  for (const model of await models.getAll()) {
    if (model.files.some(({ file }) => file === id)) return
  }
  await files.delete(id)
  await segments.delete(segmentsOf(id))
}

/** @param segments SHA-256 of each segment */
export function fileDigest(segments: readonly ArrayBuffer[]): Promise<string> {
  return digestOf(segments)
}

/** @param files the digest of each file, the model first */
export function modelDigest(files: readonly string[]): Promise<string> {
  return digestOf(files.map((digest) => new TextEncoder().encode(digest).buffer))
}

async function digestOf(parts: readonly ArrayBuffer[]): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', await new Blob([...parts]).arrayBuffer()))
}

function segmentsMissing(expectedSegments: number, foundSegments: number): SubletError {
  return new SubletError(
    'ModelCorrupt',
    `Of ${expectedSegments} stored segments ${foundSegments} are there.`,
    { figures: { expectedSegments, foundSegments } },
  )
}
