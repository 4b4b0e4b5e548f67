import { SubletError } from '../../protocol/errors'
import { type ByteReader, readBytes } from './byte-reader'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface RangeRequest {
  url: string
  fetch: Fetch
  signal: AbortSignal
  /** The first byte that is wanted. */
  from: number
  /** The byte after the last one; undefined: as many as there are. */
  to: number | undefined
  /** A web page is what is wanted: else it is what a static host answers for a file that it has not. */
  page?: boolean
}

/**
 * A server's bytes from `start` on: where it was asked to start, or 0 if it does not know ranges. They can be taken once:
 * one after the other, or all of them as a Blob.
 */
export interface Opened {
  read(): ByteReader
  /** Chromium hands the bytes from its network process to its storage: they do not pass through this one. */
  blob(): Promise<Blob>
  start: number
  ranges: boolean
  /** Of the whole file; undefined while the server does not say, or cannot be taken at its word. */
  total: number | undefined
  /** MIME type, as the server says; empty when it does not. */
  type: string
  /** For a progress bar only: see `total`. */
  likelyTotal: number | undefined
  /** `ETag`, else `Last-Modified`; undefined: another version of the file could not be told from this one. */
  validator: string | undefined
}

/** Why there are no bytes. `retry` says whether asking again may help, `afterMs` what the server asks to wait. */
export interface Refusal {
  error: SubletError
  /** Of the answer: 404 where a static host answers with its start page. Undefined: there was none, or it broke. */
  status?: number
  retry: boolean
  afterMs: number | undefined
}

/** Asks for a range of a file. Rejects only with the reason of `signal`. */
export async function openRange(request: RangeRequest): Promise<Opened | Refusal> {
  const { url, fetch, signal, from, to } = request
  let response: Response
  try {
    response = await fetch(url, {
      signal,
      // The bytes go to IndexedDB; the HTTP cache would keep them a second time.
      cache: 'no-store',
      // With a range a browser asks for the bytes as they are, not compressed: lengths and offsets mean the file's.
      headers: { range: `bytes=${from}-${to === undefined ? '' : to - 1}` },
    })
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof SubletError) return { error: cause, retry: false, afterMs: undefined }
    return { error: unreachable(url, cause), retry: true, afterMs: undefined }
  }
  // No byte is at or after `from`: an empty file, or another version than the one that was begun.
  if (response.status === 416) return emptyRange(response, from)
  const refusal = refusalOf(response, request)
  if (refusal !== undefined) {
    // Nobody reads it: end the connection. The refusal is what counts, so a failure here is not told.
    response.body?.cancel().catch(() => undefined)
    return refusal
  }
  return opened(response, request)
}

function opened(response: Response, { from, to }: RangeRequest): Opened {
  const ranges = response.status === 206
  const announced = ranges ? (rangeTotal(response) ?? openEnd(response, from, to)) : contentLength(response)
  // Another site may hide that it encodes: then the length is good for a progress bar only.
  const certain = ranges || response.type !== 'cors'
  return {
    read: () => readBytes(response),
    blob: () => response.blob(),
    start: ranges ? (rangeStart(response) ?? from) : 0,
    ranges,
    total: certain ? announced : undefined,
    type: typeOf(response),
    likelyTotal: announced,
    validator: validatorOf(response),
  }
}

function emptyRange(response: Response, from: number): Opened {
  response.body?.cancel().catch(() => undefined)
  const total = rangeTotal(response) ?? 0
  const empty = new Response(null)
  return {
    read: () => readBytes(empty),
    blob: () => empty.blob(),
    start: from,
    ranges: true,
    total,
    // The type is that of the refusal.
    type: '',
    likelyTotal: total,
    validator: validatorOf(response),
  }
}

/** Another site has to expose its ETag; the date it need not. */
function validatorOf({ headers }: Response): string | undefined {
  return headers.get('etag') ?? headers.get('last-modified') ?? undefined
}

/** `bytes 0-99/1000`; another site may hide this header. */
function rangeTotal(response: Response): number | undefined {
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
  return total === undefined ? undefined : Number(total)
}

/** A cache on the way may answer with another range than the one that was asked for. */
function rangeStart(response: Response): number | undefined {
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  return start === undefined ? undefined : Number(start)
}

/** Where a range ends that was asked for without an end. */
function openEnd(response: Response, from: number, to: number | undefined): number | undefined {
  const length = contentLength(response)
  return to === undefined && length !== undefined ? from + length : undefined
}

function contentLength({ headers }: Response): number | undefined {
  const length = headers.get('content-length')
  if (length === null || headers.has('content-encoding')) return undefined
  return Number.isSafeInteger(Number(length)) ? Number(length) : undefined
}

function refusalOf(response: Response, { url, page = false }: RangeRequest): Refusal | undefined {
  const { status, headers, ok } = response
  if (!ok) {
    const retry = status === 408 || status === 429 || status >= 500
    const why = `the server answered with status ${status}`
    const error = notFound(url, status, why, status === 401 || status === 403 ? GATED : undefined)
    return { error, status, retry, afterMs: retry ? retryAfterMs(headers.get('retry-after')) : undefined }
  }
  // Static hosts answer an unknown path with their start page.
  if (!typeOf(response).startsWith('text/html') || page) return undefined
  const error = notFound(url, status, `status ${status}, but a web page is there`)
  return { error, status: 404, retry: false, afterMs: undefined }
}

/** What is longer is no MIME type, and no message of ours takes it. */
const LONGEST_TYPE = 200

function typeOf({ headers }: Response): string {
  return (headers.get('content-type') ?? '').slice(0, LONGEST_TYPE)
}

/** Seconds, or a date. */
function retryAfterMs(value: string | null): number | undefined {
  if (value === null) return undefined
  const seconds = Number(value)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

const GATED =
  'The model may be gated or private: accept its terms on the hub, and set a token in the Models view.'

function notFound(url: string, status: number, why: string, wayOut?: string): SubletError {
  return new SubletError('ModelNotFound', `${url}: ${why}.`, {
    figures: { url, status },
    ...(wayOut === undefined ? {} : { wayOut }),
  })
}

function unreachable(url: string, cause: unknown): SubletError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new SubletError('ModelNotFound', `${url} could not be fetched: ${reason}`, {
    figures: { url },
    cause,
    wayOut: 'Check the address and the connection; another site has to allow this one (CORS).',
  })
}
