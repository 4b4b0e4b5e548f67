import { SubletError } from '../../protocol/errors'
import { HUB_URL, type RepositoryFile } from '../../protocol/repository'
import { addressOf } from './address'
import { answer, answerProbe, isProbe } from './answer'
import { ticketFor } from './ticket'

export interface RepositoryFetchOptions {
  /** Reads `blob:` and `data:` URLs; the policy of the frame refuses it the network. */
  native: typeof fetch
  /** Stages a model; resolves when a session can be created from its ticket. */
  stage(model: string): Promise<unknown>
  /** A file that is no model; with `head` its status and size will do. */
  file(url: string, head: boolean): Promise<RepositoryFile>
}

/**
 * `fetch` of a runner. Files of the hub and of this site come from the page; in place of a model it gives a ticket, once
 * the model is staged, and its size when only that is asked for. All else goes on to the browser's own.
 */
export function createRepositoryFetch({ native, stage, file }: RepositoryFetchOptions): typeof fetch {
  async function readable(asked: Asked): Promise<Response | undefined> {
    const address = addressOf(asked.url)
    if (address.kind === 'native' || !['GET', 'HEAD'].includes(asked.method)) return undefined
    const head = asked.method === 'HEAD'
    const range = asked.headers.get('range')
    if (head || isProbe(range)) return answerProbe(await file(asked.url, true), head)
    if (address.kind === 'model') {
      const missing = await stagedOrMissing(stage(address.model), asked.url)
      return missing ?? answer(new Blob([ticketFor(asked.url)]), range)
    }
    const { status, type, body } = await file(asked.url, false)
    return body === null ? new Response(null, { status }) : answer(body.slice(0, body.size, type), range)
  }

  return async (input, init) => {
    const asked = askedFor(input, init)
    asked.signal?.throwIfAborted()
    const answered = await readable(asked)
    asked.signal?.throwIfAborted()
    return answered ?? native(input, init).catch((cause: unknown) => Promise.reject(explained(asked, cause)))
  }
}

type Asked = ReturnType<typeof askedFor>

function askedFor(input: RequestInfo | URL, init: RequestInit | undefined) {
  const given = input instanceof Request ? input : undefined
  return {
    url: given?.url ?? String(input),
    method: (init?.method ?? given?.method ?? 'GET').toUpperCase(),
    headers: new Headers(init?.headers ?? given?.headers),
    signal: init?.signal ?? given?.signal,
  }
}

/**
 * A library looks at the status to tell a file that is not there from one that cannot be had. The data of a model never
 * fails: the model itself does, and Transformers.js 4.3 would wait for its data for ever.
 */
async function stagedOrMissing(staging: Promise<unknown>, asked: string): Promise<Response | undefined> {
  const data = addressOf(asked)
  try {
    await staging
    return undefined
  } catch (error) {
    if (data.kind === 'model' && data.model !== asked) return undefined
    const status = error instanceof SubletError && error.code === 'ModelNotFound' ? error.figures.status : 0
    if (status === 401 || status === 403 || status === 404) return new Response(null, { status })
    throw error
  }
}

/** A browser says "Failed to fetch" and no more. */
function explained({ url }: Asked, cause: unknown): unknown {
  if (!(cause instanceof TypeError) || !/^https?:/i.test(url)) return cause
  return new TypeError(
    `fetch of ${url.slice(0, 200)} was refused: a handler has no network. It can fetch files of ${HUB_URL} and of this site; take others as inputs of the demo.`,
    { cause },
  )
}
