import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createAnswers } from './answers'
import { createFaults, type Fault } from './faults'
import { createRepo, type Repo, type RepoContent } from './repo'
import { type ByteSource, toSource } from './source'

export interface HubOptions {
  /** By id, `org/name`. */
  repos?: Record<string, RepoContent>
  /** Files at any path of the hub's origin, with permissive CORS headers, as on a static host. */
  files?: Record<string, Uint8Array | string | ByteSource>
  /** Tokens that the hub knows and that have access to nothing by themselves. */
  tokens?: readonly string[]
}

/** One request, written down when its answer has ended. */
export interface Asked {
  /** 1 for the first that arrived. Answers may end in another order. */
  serial: number
  origin: 'hub' | 'cdn'
  method: string
  /** As asked, without the query. */
  path: string
  range?: string
  ifRange?: string
  authorization?: string
  status: number
  /** Bytes of body that were written. */
  sent: number
}

export interface Hub {
  /** The base URL, without a slash at its end. */
  url: string
  /** The origin that large files are redirected to. */
  cdn: string
  /** In the order in which their answers ended; `settled` waits for those under way. */
  requests: readonly Asked[]
  /** @param key `org/name/path` of a file, `api/models/org/name`, or the path of a plain file without its first slash */
  fault(key: string, fault: Fault): void
  clearFaults(key?: string): void
  /** Puts other bytes at a path of a repository (a new commit) or of the plain files. */
  put(key: string, content: Uint8Array | string | ByteSource): void
  forgetRequests(): void
  /** Resolves when no answer is under way. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** A hub on two ports of 127.0.0.1, with the URL layout of huggingface.co. It keeps everything in memory. */
export async function startHub({ repos = {}, files = {}, tokens = [] }: HubOptions = {}): Promise<Hub> {
  const known = new Map<string, Repo>(Object.entries(repos).map(([id, repo]) => [id, createRepo(id, repo)]))
  const plain = new Map(Object.entries(files).map(([path, content]) => [path, toSource(content)]))
  const faults = createFaults()
  const requests: Asked[] = []
  const underWay = new Set<Promise<void>>()
  let serial = 0

  const hubServer = createServer()
  const cdnServer = createServer()
  const [url, cdn] = await Promise.all([listening(hubServer), listening(cdnServer)])
  const everyToken = [...tokens, ...Object.values(repos).flatMap((repo) => repo.tokens ?? [])]
  const answers = createAnswers({ known, plain, tokens: everyToken, faults, cdn })

  const serve = (server: Server, origin: Asked['origin']): void => {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const entry = begin(request, origin, ++serial)
      const answered = answers[origin](request, response, (bytes) => {
        entry.sent += bytes
      })
        .catch((cause: unknown) => {
          // A fault of this server, not a fault that a test asked for.
          console.error(cause)
          response.destroy()
        })
        .then(() => {
          requests.push({ ...entry, status: response.statusCode })
          underWay.delete(answered)
        })
      underWay.add(answered)
    })
  }
  serve(hubServer, 'hub')
  serve(cdnServer, 'cdn')

  const settled = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay)
  }
  let closing: Promise<void> | undefined
  return {
    url,
    cdn,
    requests,
    fault: faults.set,
    clearFaults: faults.clear,
    put(key, content) {
      const [org, name, ...rest] = key.split('/')
      const repo = known.get(`${org}/${name}`)
      if (repo === undefined) plain.set(key, toSource(content))
      else repo.put(rest.join('/'), content)
    },
    forgetRequests: () => void requests.splice(0),
    settled,
    close() {
      closing ??= Promise.all([ended(hubServer), ended(cdnServer)]).then(settled)
      return closing
    },
  }
}

function begin(
  { method = 'GET', url = '/', headers }: IncomingMessage,
  origin: Asked['origin'],
  serial: number,
) {
  const { range, authorization, 'if-range': ifRange } = headers
  const entry: Asked = { serial, origin, method, path: decoded(url), status: 0, sent: 0 }
  if (range !== undefined) entry.range = range
  if (typeof ifRange === 'string') entry.ifRange = ifRange
  if (authorization !== undefined) entry.authorization = authorization
  return entry
}

function decoded(url: string): string {
  return decodeURIComponent(new URL(url, 'http://hub').pathname)
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the hub has no port')
  return `http://127.0.0.1:${address.port}`
}

function ended(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
