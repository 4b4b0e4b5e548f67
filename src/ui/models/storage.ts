import type { Library, ModelSummary } from '../../host/types'
import { sizeOf } from './order'

export interface StorageView {
  usedBytes: number
  allowedBytes: number
  /** Of models, each shared file once. */
  modelBytes: number
  /** What may be deleted to make room for another model, least recently used first. */
  spare: { models: number; bytes: number }
}

export function viewStorage({ models, storage }: Library): StorageView {
  const spare = models.filter(({ staged }) => staged !== undefined && !staged.pinned && !staged.inUse)
  return {
    usedBytes: storage.usedBytes,
    allowedBytes: storage.allowedBytes,
    modelBytes: sum(models.map(ownShare)),
    spare: { models: spare.length, bytes: sum(spare.map(ownShare)) },
  }
}

/** Bytes at rest, with its part of what others share. */
function ownShare(model: ModelSummary): number {
  if (model.staged === undefined) return sizeOf(model)
  return Math.round(sum(model.staged.files.map(({ bytes, users }) => bytes / Math.max(1, users))))
}

/** What deleting one model gives back, and what stays since other models use it. */
export function freedBy(model: ModelSummary): { freed: number; stays: number } {
  if (model.staged === undefined) return { freed: sizeOf(model), stays: 0 }
  const { files, bytes } = model.staged
  const freed = sum(files.filter(({ users }) => users <= 1).map((file) => file.bytes))
  return { freed, stays: bytes - freed }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
