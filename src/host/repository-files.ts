import { SubletError, toWire } from '../protocol/errors'
import type { RepositoryFile } from '../protocol/repository'
import type { FromRunner, ToRunner } from '../protocol/runner'
import { modelUrl } from './site'

/** Each may be a download of the page: a runner cannot ask for any number of them, */
const MOST_FILES = 1024
/** nor for one of them any number of times at once. */
const MOST_AT_ONCE = 64
const LONGEST_TYPE = 200

type FileRequest = Extract<FromRunner, { type: 'file' }>

export interface RepositoryFilesOptions {
  post(message: ToRunner): void
  /** Asks staging for a file of the hub, which refuses every other URL. */
  hubFile(url: string, head: boolean, onProgress: () => void): Promise<RepositoryFile>
  /** Something came: whoever waits for the handler may wait on. */
  progressed(): void
  /** The runner ended. */
  ended: AbortSignal
}

/** Answers one runner's requests for files of repositories: those of this site itself, all others by staging. */
export interface RepositoryFiles {
  /** Settles when it is answered. */
  answer(request: FileRequest): Promise<void>
}

export function createRepositoryFiles(options: RepositoryFilesOptions): RepositoryFiles {
  const { post, hubFile, progressed, ended } = options
  const asked = new Set<string>()
  let underWay = 0

  /** @throws SubletError for one too many, and for what staging refuses */
  async function find({ url: named, head }: FileRequest): Promise<RepositoryFile> {
    const url = modelUrl(named)
    if (!asked.has(url) && asked.size === MOST_FILES) throw tooMany()
    asked.add(url)
    if (underWay > MOST_AT_ONCE) throw tooMany()
    return url.startsWith(modelUrl('models/')) ? siteFile(url, head, ended) : hubFile(url, head, progressed)
  }

  return {
    async answer(message) {
      const { request } = message
      underWay += 1
      try {
        post({ type: 'fetched', request, file: await find(message) })
      } catch (error) {
        post({ type: 'notFetched', request, error: toWire(error, 'ModelNotFound') })
      }
      underWay -= 1
      progressed()
    },
  }
}

/** The browser's HTTP cache keeps it. */
async function siteFile(url: string, head: boolean, signal: AbortSignal): Promise<RepositoryFile> {
  try {
    return await fileOf(await (head ? fetchHead(url, signal) : fetch(url, { signal })), url, head)
  } catch (cause) {
    throw new SubletError('ModelNotFound', `${url} of this site could not be fetched.`, {
      figures: { url },
      cause,
      wayOut: 'Check the connection, and reload the page.',
    })
  }
}

/** Without a network the service worker has what was used before: whole files, and no parts of them. */
async function fetchHead(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, headers: { range: 'bytes=0-0' } })
  } catch (cause) {
    if (signal.aborted) throw cause
    return await fetch(url, { signal })
  }
}

async function fileOf(response: Response, url: string, head: boolean): Promise<RepositoryFile> {
  const { headers, ok, status } = response
  const type = (headers.get('content-type') ?? '').slice(0, LONGEST_TYPE)
  // Static hosts answer an unknown path with their start page.
  const isStartPage = type.startsWith('text/html') && !/\.html?$/.test(new URL(url).pathname)
  if (ok && !isStartPage && !head) {
    const body = await response.blob()
    return { status: 200, type, bytes: body.size, body }
  }
  // Nobody reads it: what counts is known.
  response.body?.cancel().catch(() => undefined)
  // No byte is at the start of an empty file.
  if (status === 416) return { status: 200, type: '', bytes: 0, body: null }
  if (!ok || isStartPage) return { status: ok ? 404 : status, type: '', bytes: null, body: null }
  return { status: 200, type, bytes: sizeOf(response), body: null }
}

function sizeOf({ status, headers }: Response): number | null {
  const ranged = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1]
  if (status === 206) return ranged === undefined ? null : Number(ranged)
  const length = headers.get('content-length')
  return length === null || headers.has('content-encoding') ? null : Number(length)
}

function tooMany(): SubletError {
  return new SubletError(
    'ModelUnsupported',
    `A handler can fetch at most ${MOST_FILES} files, and ${MOST_AT_ONCE} of them at once.`,
    {
      figures: { mostFiles: MOST_FILES, mostAtOnce: MOST_AT_ONCE },
      wayOut: 'Fetch files one after the other, and keep what is used again.',
    },
  )
}
