import { SubletError } from '../protocol/errors'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface DownloadOptions {
  url: string
  fetch: Fetch
  signal: AbortSignal
  /** Bytes to come, once and before the first chunk; null when the server does not say. */
  announced(total: number | null): void
  /** Chunks in order; the next one is asked for when the promise resolves. */
  chunk(bytes: Uint8Array): Promise<void>
}

/**
 * Streams a file. Fails with `ModelNotFound` when the server does not give it, with `ModelCorrupt` when it ends
 * early, and with `Cancelled` when the signal fires. What `chunk` throws comes through.
 */
export async function download({ url, fetch, signal, announced, chunk }: DownloadOptions): Promise<void> {
  const response = await request(url, fetch, signal)
  const total = announcedBytes(response)
  announced(total)
  const reader = response.body?.getReader()
  let found = 0
  try {
    for (;;) {
      const next = await readNext(reader, url, found, total, signal)
      if (next === undefined) break
      found += next.length
      await chunk(next)
      // A chunk may take long to store; the model may have been removed meanwhile.
      if (signal.aborted) throw cancelled(url)
    }
  } catch (cause) {
    // Ends the connection. That it fails too is of no interest: `cause` is what went wrong.
    reader?.cancel().catch(() => undefined)
    throw cause
  }
  if (total !== null && comparable(response) && found !== total) throw endedEarly(url, found, total)
}

async function request(url: string, fetch: Fetch, signal: AbortSignal): Promise<Response> {
  let response: Response
  try {
    // The bytes go to IndexedDB; the HTTP cache would keep them a second time.
    response = await fetch(url, { signal, cache: 'no-store' })
  } catch (cause) {
    if (signal.aborted) throw cancelled(url)
    throw new SubletError('ModelNotFound', `${url} could not be fetched: ${reason(cause)}`, {
      figures: { url },
      cause,
      wayOut: 'Check the address and the connection; another site has to allow this one (CORS).',
    })
  }
  const { status } = response
  if (!response.ok) throw notFound(response, url, `the server answered with status ${status}`)
  // Static hosts answer an unknown path with their start page.
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/html')) throw notFound(response, url, `status ${status}, but a web page is there`)
  return response
}

async function readNext(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  url: string,
  found: number,
  total: number | null,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value
  } catch (cause) {
    if (signal.aborted) throw cancelled(url)
    throw endedEarly(url, found, total, cause)
  }
}

/** `content-length` counts the encoded bytes, so it says nothing of a body that is decoded on its way. */
function announcedBytes(response: Response): number | null {
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  return response.headers.has('content-encoding') || !Number.isSafeInteger(length) ? null : length
}

/** Another site may hide that it encodes: then the length is good for a progress bar only. */
function comparable(response: Response): boolean {
  return response.type !== 'cors'
}

function endedEarly(url: string, foundBytes: number, total: number | null, cause?: unknown): SubletError {
  const of = total === null ? '' : ` of ${total}`
  return new SubletError('ModelCorrupt', `${url}: the download ended after ${foundBytes}${of} bytes.`, {
    figures: { url, foundBytes, ...(total === null ? {} : { expectedBytes: total }) },
    cause,
  })
}

function notFound({ body, status }: Response, url: string, why: string): SubletError {
  // Nobody reads it: end the connection. The refusal is what counts, so a failure here is not told.
  body?.cancel().catch(() => undefined)
  return new SubletError('ModelNotFound', `${url}: ${why}.`, { figures: { url, status } })
}

function cancelled(url: string): SubletError {
  return new SubletError('Cancelled', `${url}: the download was stopped.`, { figures: { url } })
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
