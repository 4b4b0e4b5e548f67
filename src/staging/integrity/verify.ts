import type { Damage } from '../../protocol/library'
import { type Buffers, createBuffers } from '../download/buffers'
import type { Fetch } from '../download/request'
import { hex } from '../store/hex'
import type { ModelStore } from '../store/model-store'
import type { FileRecord } from '../store/schema'
import { SEGMENT_BYTES, segmentLength } from '../store/segments'
import { digestBlob } from './digest-blob'
import { readSegment } from './read-segment'

/** A file of a model, as its record says it was downloaded. */
export interface FileToVerify {
  path: string
  record: FileRecord
}

export interface DamagedSegment {
  damage: Damage
  record: FileRecord
}

/** Reads every segment and compares it with the digest that its file's record holds for its place. */
export async function findDamage(
  files: readonly FileToVerify[],
  store: Pick<ModelStore, 'segment'>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<DamagedSegment[]> {
  const found: DamagedSegment[] = []
  const buffers = ownBuffers()
  for (const { path, record } of files) {
    for (const [index, digest] of record.segments.entries()) {
      signal.throwIfAborted()
      const expectedBytes = segmentLength(index, record.bytes)
      const content = await readSegment(store, record.id, index, buffers, signal)
      if (content?.digest === undefined || hex(content.digest) !== hex(digest)) {
        const foundBytes = content?.bytes ?? 0
        const offset = index * SEGMENT_BYTES
        found.push({ record, damage: { path, segment: index, offset, expectedBytes, foundBytes } })
      }
      onBytes(expectedBytes)
    }
  }
  return found
}

/**
 * Fetches damaged segments again from where their files came from. What does not come out as it was is deleted: then the
 * model is not whole, and staging it again fetches what is missing.
 */
export async function repair(
  damaged: readonly DamagedSegment[],
  store: Pick<ModelStore, 'replaceSegment' | 'dropSegment'>,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<void> {
  const buffers = ownBuffers()
  for (const { damage, record } of damaged) {
    const { segment: index, offset, expectedBytes } = damage
    const blob = await fetchRange(record.origin?.url, offset, expectedBytes, fetch, signal)
    const expected = record.segments[index]
    const right =
      blob !== undefined && expected !== undefined && (await isRight(blob, expected, buffers, signal))
    if (right) await store.replaceSegment(record.id, { index, blob, digest: expected })
    else await store.dropSegment(record.id, index)
  }
}

/** For one check or repair, which downloads do not wait for. They go with it. */
function ownBuffers(): Buffers {
  const buffers = createBuffers(1, SEGMENT_BYTES)
  buffers.keep()
  return buffers
}

async function isRight(
  blob: Blob,
  expected: ArrayBuffer,
  buffers: Buffers,
  signal: AbortSignal,
): Promise<boolean> {
  const { digest } = await digestBlob(blob, buffers, signal)
  return hex(digest) === hex(expected)
}

/** Undefined when there is no way to have it. */
async function fetchRange(
  url: string | undefined,
  offset: number,
  bytes: number,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  if (url === undefined) return undefined
  const unwanted = new AbortController()
  try {
    const range = `bytes=${offset}-${offset + bytes - 1}`
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, unwanted.signal]),
      cache: 'no-store',
      headers: { range },
    })
    // A server without ranges: staging reads it from the beginning, and only what is missing is stored.
    const blob = response.status === 206 ? await response.blob() : undefined
    return blob?.size === bytes ? blob : undefined
  } catch (cause) {
    if (signal.aborted) throw cause
    return undefined
  } finally {
    unwanted.abort()
  }
}
