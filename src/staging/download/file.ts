import { wholeSegments } from '../integrity/whole-segments'
import { hex } from '../store/hex'
import type { ModelStore } from '../store/model-store'
import { makeSegment, SEGMENT_BYTES, segmentCount, segmentLength } from '../store/segments'
import { createArrivals } from './arrivals'
import type { Buffers } from './buffers'
import { createClaims } from './claims'
import { CHANGED, type Connection, createConnection, type Identity } from './connection'
import { createPatience, type PatienceOptions } from './patience'
import type { Fetch, Opened } from './request'

/** Requests for one file at a time, where the server knows ranges. */
const LANES = 3

export interface FileDownloadOptions extends PatienceOptions {
  url: string
  /** Names its segments in the store. */
  id: string
  fetch: Fetch
  store: Pick<ModelStore, 'putSegment' | 'storedSegments' | 'dropSegments' | 'segment'>
  buffers: Buffers
  signal: AbortSignal
  /** The version that earlier segments are of. */
  known: Identity
  /**
   * SHA-256 of each segment, where the file was whole once. Then they alone judge what is stored and what comes: the
   * server may call the same bytes another version, or not name versions at all.
   */
  digests?: readonly ArrayBuffer[] | undefined
  stallMs?: number
  lanes?: number
  /** Called before the first byte is stored: what is told here is `known` to a later download that goes on. */
  identified(identity: Identity, storedBytes: number): Promise<void>
  /** Bytes of this file that came so far or were there, and of how many; `total` is null while nobody knows. */
  progress(loaded: number, total: number | null): void
}

export interface FetchedFile {
  bytes: number
  /** SHA-256 of each segment, in order. */
  segments: ArrayBuffer[]
  validator: string | undefined
}

/** A file of which a part is stored, and more is coming. */
export interface FileInStore {
  /**
   * Bytes from `offset` on: up to `length`, fewer where a segment ends. Waits until they are stored. There are none at or
   * behind the end of the file; then `size` tells its bytes.
   */
  read(
    offset: number,
    length: number,
  ): Promise<{ chunk: Uint8Array<ArrayBuffer>; size: undefined } | { chunk: undefined; size: number }>
}

/** A file on its way into the store. */
export interface FileDownload extends FileInStore {
  /** `CHANGED`: the file on the server became another one meanwhile, or since; nothing of it is stored. */
  readonly done: Promise<FetchedFile | typeof CHANGED>
}

export function downloadFile(options: FileDownloadOptions): FileDownload {
  const { url, id, fetch, store, buffers, progress, digests: wanted } = options
  const arrivals = createArrivals()
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const patience = createPatience(options)
  const digests = new Map<number, ArrayBuffer>()
  const writes = new Set<Promise<void>>()
  let identity = options.known
  let identified: Promise<void> | undefined
  let loaded = 0
  /** A segment came that is not the one that was there: the lanes need not go on. */
  let changed = false

  /** What an earlier download stored, if it is of a version that can be told from another. */
  async function recall(): Promise<void> {
    const { bytes, validator } = identity
    if (bytes !== undefined && (validator !== undefined || wanted !== undefined)) {
      for (const { index, digest } of await wholeSegments({ store, id, bytes, wanted, buffers, signal })) {
        digests.set(index, digest)
        arrivals.arrived(index)
        loaded += segmentLength(index, bytes)
      }
    }
    if (digests.size > 0 || wanted !== undefined) return
    identity = { bytes: undefined, validator: undefined }
    await store.dropSegments(id)
  }

  function accept({ total, likelyTotal, validator }: Opened): boolean {
    const { bytes: knownBytes, validator: knownValidator } = identity
    if (knownBytes !== undefined && total !== undefined && total !== knownBytes) return false
    // Also one that does not say its version any more: what is stored could be of another.
    if (wanted === undefined && knownValidator !== undefined && validator !== knownValidator) return false
    // The bytes of two answers cannot be told to be of one file.
    if (identified !== undefined && !comparable()) return false
    if (identified === undefined) {
      identity = { bytes: identity.bytes ?? total, validator: identity.validator ?? validator }
      identified = options.identified(identity, loaded)
      // Whatever is waited for meanwhile.
      identified.catch((cause: unknown) => stop.abort(cause))
      progress(loaded, identity.bytes ?? likelyTotal ?? null)
    }
    return true
  }

  /** Whether several answers can be put together. */
  function comparable(): boolean {
    return identity.validator !== undefined || wanted !== undefined
  }

  function connect(): Connection {
    return createConnection({ ...options, url, fetch, signal, patience, accept })
  }

  function received(bytes: number): void {
    loaded += bytes
    progress(loaded, identity.bytes ?? null)
  }

  /** Stores a segment while the next one comes in. */
  function write(index: number, buffer: Uint8Array<ArrayBuffer>, length: number): void {
    const work = async (): Promise<void> => {
      try {
        const segment = await makeSegment(index, buffer.subarray(0, length))
        const expected = wanted?.[index]
        if (expected !== undefined && hex(segment.digest) !== hex(expected)) {
          changed = true
          return
        }
        await store.putSegment(id, segment)
        digests.set(index, segment.digest)
        arrivals.arrived(index)
      } catch (cause) {
        stop.abort(cause)
      } finally {
        buffers.release(buffer)
      }
    }
    const writing = work().finally(() => writes.delete(writing))
    writes.add(writing)
  }

  /** Fetches one segment. Resolves with its length: 0 where the file has ended. */
  async function fetchSegment(
    connection: Connection,
    index: number,
    length: number,
    to: number | undefined,
  ): Promise<number | typeof CHANGED> {
    const buffer = await buffers.acquire(signal)
    let filled: number | typeof CHANGED = 0
    try {
      filled = await connection.fill(buffer.subarray(0, length), index * SEGMENT_BYTES, to, received)
    } finally {
      if (filled === CHANGED || filled === 0) buffers.release(buffer)
    }
    if (filled !== CHANGED && filled > 0) write(index, buffer, filled)
    return filled
  }

  /** Nobody has said how many bytes there are: one segment after the other until there are no more. */
  async function fetchUnsized(connection: Connection): Promise<number | typeof CHANGED> {
    for (let index = 0; ; index += 1) {
      const got = await fetchSegment(connection, index, SEGMENT_BYTES, undefined)
      if (got === CHANGED) return CHANGED
      if (got < SEGMENT_BYTES) return index * SEGMENT_BYTES + got
    }
  }

  async function fetchMissing(
    connection: Connection,
    total: number,
    lanes: number,
  ): Promise<number | typeof CHANGED> {
    const claims = createClaims(segmentCount(total), new Set(digests.keys()))
    const lane = async (line: Connection): Promise<void> => {
      let index = claims.next(undefined)
      while (index !== undefined && !changed) {
        const end = Math.min(total, claims.end(index + 1) * SEGMENT_BYTES)
        if ((await fetchSegment(line, index, segmentLength(index, total), end)) === CHANGED) changed = true
        index = claims.next(index)
      }
    }
    const closing = (line: Connection): Promise<void> =>
      lane(line)
        .catch((cause: unknown) => {
          // The other lanes need not go on.
          stop.abort(cause)
          throw cause
        })
        .finally(line.close)
    const others = Array.from({ length: lanes - 1 }, connect)
    await Promise.all([connection, ...others].map(closing))
    await Promise.all(writes)
    return changed ? CHANGED : total
  }

  async function fetchAll(): Promise<number | typeof CHANGED> {
    await recall()
    const { bytes } = identity
    if (bytes !== undefined && digests.size === segmentCount(bytes)) {
      progress(loaded, bytes)
      return bytes
    }
    const connection = connect()
    try {
      const { first, end } = firstStretch(digests)
      const to = bytes === undefined || end === undefined ? undefined : end * SEGMENT_BYTES
      const opened = await connection.start(first * SEGMENT_BYTES, to)
      if (opened === CHANGED) return CHANGED
      // Who has no room for it need not fetch it, and a segment is stored when the journal knows of it.
      await identified
      if (identity.bytes === undefined) return await fetchUnsized(connection)
      const lanes = opened.ranges && comparable() ? (options.lanes ?? LANES) : 1
      return await fetchMissing(connection, identity.bytes, lanes)
    } finally {
      connection.close()
    }
  }

  async function run(): Promise<FetchedFile | typeof CHANGED> {
    try {
      const bytes = await fetchAll()
      await Promise.all(writes)
      signal.throwIfAborted()
      if (bytes === CHANGED) {
        // What was whole once stays until the new version is.
        if (wanted === undefined) await store.dropSegments(id)
        arrivals.fail(new Error('Assertion: a file that has changed is not read on'))
        return CHANGED
      }
      identity = { ...identity, bytes }
      arrivals.end()
      return { bytes, segments: inOrder(digests, bytes), validator: identity.validator }
    } catch (cause) {
      stop.abort(cause)
      // What is under way ends before anyone deletes its segments.
      await Promise.allSettled(writes)
      arrivals.fail(cause)
      throw cause
    }
  }

  return {
    done: run(),
    async read(offset, length) {
      const index = Math.floor(offset / SEGMENT_BYTES)
      const stored = (await arrivals.wait(index)) ? await store.segment(id, index) : undefined
      const start = offset - index * SEGMENT_BYTES
      const piece = stored?.blob.slice(start, start + length)
      if (piece !== undefined && piece.size > 0) {
        return { chunk: new Uint8Array(await piece.arrayBuffer()), size: undefined }
      }
      if (identity.bytes === undefined) throw new Error('Assertion: what has ended has a size')
      return { chunk: undefined, size: identity.bytes }
    },
  }
}

/** The first stretch that is missing; `end` is undefined where nothing that is stored comes behind it. */
function firstStretch(stored: ReadonlyMap<number, unknown>): { first: number; end: number | undefined } {
  let first = 0
  while (stored.has(first)) first += 1
  const behind = [...stored.keys()].filter((index) => index > first)
  return { first, end: behind.length === 0 ? undefined : Math.min(...behind) }
}

function inOrder(digests: ReadonlyMap<number, ArrayBuffer>, bytes: number): ArrayBuffer[] {
  return Array.from({ length: segmentCount(bytes) }, (_, index) => {
    const digest = digests.get(index)
    if (digest === undefined) throw new Error(`Assertion: segment ${index} was stored`)
    return digest
  })
}
