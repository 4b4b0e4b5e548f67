import { digestBlob } from '../integrity/digest-blob'
import { wholeSegments } from '../integrity/whole-segments'
import { hex } from '../store/hex'
import type { ModelStore } from '../store/model-store'
import { SEGMENT_BYTES, segmentCount, segmentLength } from '../store/segments'
import { createArrivals } from './arrivals'
import { type Answer, type AskOptions, ask } from './ask'
import type { Buffers } from './buffers'
import { createConnection } from './connection'
import { createPace } from './pace'
import { createPatience, type PatienceOptions } from './patience'
import { createPieces } from './pieces'
import { fetchRanged } from './ranged'
import type { Fetch, Opened } from './request'
import { fetchStreamed } from './streamed'
import { CHANGED, type Identity } from './version'

/** Segments of one file that are fetched at a time, where the server knows ranges. */
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
  /** Milliseconds of a clock that does not jump. */
  monotonic?: () => number
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
  /** A segment, once it is stored. Undefined behind the end of the file. */
  segment(index: number): Promise<Blob | undefined>
}

/** A file on its way into the store. */
export interface FileDownload extends FileInStore {
  /** `CHANGED`: the file on the server became another one meanwhile, or since; nothing of it is stored. */
  readonly done: Promise<FetchedFile | typeof CHANGED>
}

export function downloadFile(options: FileDownloadOptions): FileDownload {
  const { id, store, buffers, progress, digests: wanted, monotonic = () => performance.now() } = options
  const arrivals = createArrivals()
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const patience = createPatience(options)
  const pace = createPace()
  const digests = new Map<number, ArrayBuffer>()
  let identity = options.known
  let loaded = 0

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

  /** Whether an answer is of the version that was begun. */
  function sameVersion({ total, validator }: Opened): boolean {
    const { bytes: knownBytes, validator: knownValidator } = identity
    if (knownBytes !== undefined && total !== undefined && total !== knownBytes) return false
    // Also one that does not say its version any more: what is stored could be of another.
    return wanted !== undefined || knownValidator === undefined || validator === knownValidator
  }

  /** Whether the bytes of this answer and later ones can be told to be of one file. */
  function comparable(validator: string | undefined): boolean {
    return validator !== undefined || wanted !== undefined
  }

  /** Of the version that was begun by an answer before this one. */
  function accept(opened: Opened): boolean {
    return comparable(identity.validator) && sameVersion(opened)
  }

  function asking(accepts: AskOptions['accept']): AskOptions {
    return { ...options, signal, accept: accepts }
  }

  /** The first answer that is one. Nothing is kept of it before `identify`. */
  async function probe(from: number, to: number | undefined): Promise<Answer | typeof CHANGED> {
    for (;;) {
      const answer = await ask(asking(sameVersion), from, to)
      if (answer === CHANGED || !('error' in answer)) return answer
      await patience.again(answer, signal)
    }
  }

  /** The size of the file, if it can be put together from several answers, or the whole of it is in this one. */
  function sizeInPieces({ opened, to }: Answer): number | undefined {
    const total = identity.bytes ?? opened.total
    if (!opened.ranges || total === undefined) return undefined
    const whole = opened.start === 0 && to !== undefined && total <= to
    return whole || comparable(identity.validator ?? opened.validator) ? total : undefined
  }

  /** An answer to begin with, and the size of the file if it can be fetched in pieces. */
  async function begin(
    from: number,
  ): Promise<{ answer: Answer; total: number | undefined } | typeof CHANGED> {
    const end = Math.min(identity.bytes ?? Number.POSITIVE_INFINITY, from + SEGMENT_BYTES)
    const answer = await probe(from, from + pace.next(end - from))
    if (answer === CHANGED) return CHANGED
    const total = sizeInPieces(answer)
    if (total !== undefined || !answer.opened.ranges) return { answer, total }
    // A piece is no use then. Without an end an answer tells the size by its length, where another site hides
    // `Content-Range`; else the whole file is in it.
    answer.guard.close()
    const open = await probe(from, undefined)
    return open === CHANGED ? CHANGED : { answer: open, total: sizeInPieces(open) }
  }

  async function identify({ opened }: Answer): Promise<void> {
    const { bytes, validator } = identity
    identity = { bytes: bytes ?? opened.total, validator: validator ?? opened.validator }
    progress(loaded, identity.bytes ?? opened.likelyTotal ?? null)
    await options.identified(identity, loaded)
  }

  function onBytes(bytes: number): void {
    loaded += bytes
    progress(loaded, identity.bytes ?? null)
  }

  /** Digests and stores a segment; false: it is not the one that was there. */
  async function keep(index: number, blob: Blob): Promise<boolean> {
    const { digest } = await digestBlob(blob, buffers, signal)
    const expected = wanted?.[index]
    if (expected !== undefined && hex(digest) !== hex(expected)) return false
    await store.putSegment(id, { index, blob, digest })
    digests.set(index, digest)
    arrivals.arrived(index)
    return true
  }

  async function fetchInPieces(total: number, begun: Answer): Promise<number | typeof CHANGED> {
    const pieces = createPieces({ ...asking(accept), patience, pace, now: monotonic })
    const missing = Array.from({ length: segmentCount(total) }, (_, index) => index).filter(
      (index) => !digests.has(index),
    )
    const lanes = options.lanes ?? LANES
    // One without an end told the size. It would bring all that is left of the file, and not as a segment.
    const first = begun.to === undefined ? undefined : begun
    if (first === undefined) begun.guard.close()
    const failed = (cause: unknown): void => stop.abort(cause)
    return fetchRanged({ pieces, total, missing, lanes, begun: first, onBytes, keep, failed })
  }

  async function fetchInOneGo(begun: Answer): Promise<number | typeof CHANGED> {
    const connection = createConnection({ ...asking(accept), patience }, begun)
    try {
      const stored = (index: number): boolean => digests.has(index)
      return await fetchStreamed({ connection, total: identity.bytes, stored, onBytes, keep })
    } finally {
      connection.close()
    }
  }

  async function fetchAll(): Promise<number | typeof CHANGED> {
    await recall()
    const { bytes } = identity
    if (bytes !== undefined && digests.size === segmentCount(bytes)) {
      progress(loaded, bytes)
      return bytes
    }
    const begun = await begin(firstMissing(digests) * SEGMENT_BYTES)
    if (begun === CHANGED) return CHANGED
    const { answer, total } = begun
    try {
      // Who has no room for it need not fetch it, and a segment is stored when the journal knows of it.
      await identify(answer)
      // It may have been stopped meanwhile.
      signal.throwIfAborted()
      return await (total === undefined ? fetchInOneGo(answer) : fetchInPieces(total, answer))
    } finally {
      answer.guard.close()
    }
  }

  async function run(): Promise<FetchedFile | typeof CHANGED> {
    try {
      const bytes = await fetchAll()
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
      arrivals.fail(cause)
      throw cause
    }
  }

  async function segment(index: number): Promise<Blob | undefined> {
    return (await arrivals.wait(index)) ? (await store.segment(id, index))?.blob : undefined
  }

  return {
    done: run(),
    segment,
    async read(offset, length) {
      const index = Math.floor(offset / SEGMENT_BYTES)
      const start = offset - index * SEGMENT_BYTES
      const piece = (await segment(index))?.slice(start, start + length)
      if (piece !== undefined && piece.size > 0) {
        return { chunk: new Uint8Array(await piece.arrayBuffer()), size: undefined }
      }
      if (identity.bytes === undefined) throw new Error('Assertion: what has ended has a size')
      return { chunk: undefined, size: identity.bytes }
    },
  }
}

function firstMissing(stored: ReadonlyMap<number, unknown>): number {
  let first = 0
  while (stored.has(first)) first += 1
  return first
}

function inOrder(digests: ReadonlyMap<number, ArrayBuffer>, bytes: number): ArrayBuffer[] {
  return Array.from({ length: segmentCount(bytes) }, (_, index) => {
    const digest = digests.get(index)
    if (digest === undefined) throw new Error(`Assertion: segment ${index} was stored`)
    return digest
  })
}
