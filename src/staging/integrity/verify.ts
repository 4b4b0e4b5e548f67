import type { Damage } from '../../protocol/library'
import { readBytes } from '../download/byte-reader'
import type { Fetch } from '../download/request'
import { hex } from '../store/hex'
import type { ModelStore } from '../store/model-store'
import type { FileRecord } from '../store/schema'
import { makeSegment, SEGMENT_BYTES, segmentLength } from '../store/segments'
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
  const buffer = new Uint8Array(SEGMENT_BYTES)
  for (const { path, record } of files) {
    for (const [index, digest] of record.segments.entries()) {
      signal.throwIfAborted()
      const expectedBytes = segmentLength(index, record.bytes)
      const content = await readSegment(store, record.id, index, buffer)
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
  for (const { damage, record } of damaged) {
    const { segment: index, offset, expectedBytes } = damage
    const content = await fetchRange(record.origin?.url, offset, expectedBytes, fetch, signal)
    const segment = content === undefined ? undefined : await makeSegment(index, content)
    if (segment !== undefined && hex(segment.digest) === hex(record.segments[index] ?? new ArrayBuffer(0))) {
      await store.replaceSegment(record.id, segment)
    } else {
      await store.dropSegment(record.id, index)
    }
  }
}

/** Undefined when there is no way to have it. */
async function fetchRange(
  url: string | undefined,
  offset: number,
  bytes: number,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (url === undefined) return undefined
  try {
    const range = `bytes=${offset}-${offset + bytes - 1}`
    const response = await fetch(url, { signal, cache: 'no-store', headers: { range } })
    const reader = readBytes(response)
    const content = new Uint8Array(bytes)
    // A server without ranges: staging reads it from the beginning, and only what is missing is stored.
    const found = response.status === 206 ? await reader.fill(content, () => undefined) : 0
    reader.cancel()
    return found === bytes ? content : undefined
  } catch (cause) {
    if (signal.aborted) throw cause
    return undefined
  }
}
