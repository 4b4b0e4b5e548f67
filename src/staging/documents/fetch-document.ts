import { SubletError } from '../../protocol/errors'
import type { RepositoryFile } from '../../protocol/repository'
import { type Answer, ask } from '../download/ask'
import { broken } from '../download/broken'
import { createConnection } from '../download/connection'
import { createPatience, type Patience, type PatienceOptions } from '../download/patience'
import type { Fetch, Opened } from '../download/request'
import { fetchStreamed } from '../download/streamed'
import { CHANGED } from '../download/version'
import type { OnFileProgress } from '../tally'

export interface DocumentRequest extends PatienceOptions {
  url: string
  /** Status, type and size without the bytes. */
  head: boolean
  fetch: Fetch
  signal: AbortSignal
  stallMs?: number
  progress: OnFileProgress
  /** The answer when the network cannot be reached; without one it is asked again, as long as patience goes. */
  unreachable: RepositoryFile | undefined
}

/** Configurations, tokenizers, voices: what is larger is a model, which is staged as one. */
const MOST_BYTES = 64 * 1024 * 1024
/** A server that gives another version each time it is asked cannot be waited for. */
const MOST_VERSIONS = 3

/**
 * A file as its server answers for it, whatever the status.
 * @throws SubletError when there is no answer, or the file is larger than 64 MiB
 */
export async function fetchDocument(request: DocumentRequest): Promise<RepositoryFile> {
  const patience = createPatience(request)
  const { url, head, signal, unreachable } = request
  const page = /\.html?$/.test(new URL(url).pathname)
  for (let versions = 1; versions <= MOST_VERSIONS; ) {
    const answer = await ask({ ...request, page, accept: () => true }, 0, head ? 1 : undefined)
    if (answer === CHANGED) throw new Error('Assertion: every version is accepted')
    if ('error' in answer) {
      const { status, retry, error } = answer
      if (status !== undefined && !retry) return withoutBytes(status)
      if (status === undefined && unreachable !== undefined) return unreachable
      try {
        await patience.again(answer, signal)
      } catch (cause) {
        if (cause === error && status !== undefined) return withoutBytes(status)
        throw cause
      }
    } else if (head) {
      answer.guard.close()
      const { type, total = null } = answer.opened
      return { status: 200, type, bytes: total, body: null }
    } else {
      const body = await readDocument(request, patience, answer)
      if (body !== CHANGED) return { status: 200, type: body.type, bytes: body.size, body }
      versions += 1
    }
  }
  throw broken(url, 0, new Error(`it became another one ${MOST_VERSIONS} times`)).error
}

/** All bytes of the file whose server has begun to answer. */
async function readDocument(
  request: DocumentRequest,
  patience: Patience,
  answer: Answer,
): Promise<Blob | typeof CHANGED> {
  const { url, progress } = request
  const { total, likelyTotal = null, validator, type } = answer.opened
  // What comes after a broken connection has to be the rest of the same file.
  const accept = (opened: Opened): boolean =>
    validator !== undefined && opened.validator === validator && opened.total === total
  const connection = createConnection({ ...request, patience, accept }, answer)
  const segments: Blob[] = []
  let loaded = 0
  try {
    if (total !== undefined && total > MOST_BYTES) throw tooLarge(url, total)
    progress(0, total ?? likelyTotal)
    const size = await fetchStreamed({
      connection,
      total,
      stored: () => false,
      onBytes(bytes) {
        loaded += bytes
        progress(loaded, total ?? likelyTotal)
      },
      async keep(_index, blob) {
        if (loaded > MOST_BYTES) throw tooLarge(url, loaded)
        segments.push(blob)
        return true
      },
    })
    return size === CHANGED ? CHANGED : new Blob(segments, { type })
  } finally {
    connection.close()
  }
}

function withoutBytes(status: number): RepositoryFile {
  return { status, type: '', bytes: null, body: null }
}

function tooLarge(url: string, bytes: number): SubletError {
  return new SubletError(
    'ModelUnsupported',
    `${url} has ${bytes} bytes or more; a handler can fetch files of at most ${MOST_BYTES}.`,
    {
      figures: { url, foundBytes: bytes, mostBytes: MOST_BYTES },
      wayOut: 'Keep large weights in .onnx files and their data files: a session is created from their URL.',
    },
  )
}
