import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusal } from './access'
import { modelInfo, tree } from './api'
import type { Fault, Faults } from './faults'
import { cdnCors, hubCors, openCors } from './headers'
import { wanted } from './range'
import type { Repo, RepoFile } from './repo'
import { send } from './send'
import type { ByteSource } from './source'

interface Shelves {
  known: ReadonlyMap<string, Repo>
  plain: ReadonlyMap<string, ByteSource>
  tokens: readonly string[]
  faults: Faults
  /** Base URL of the CDN. */
  cdn: string
}

type Answer = (
  request: IncomingMessage,
  response: ServerResponse,
  count: (bytes: number) => void,
) => Promise<void>
type Headers = Record<string, string | number>

/** Of plain files, so that they can be a page and its scripts. */
const TYPES: Record<string, string> = { html: 'text/html', mjs: 'text/javascript', wasm: 'application/wasm' }

/** What the hub and its CDN answer: routes of huggingface.co, and what the faults make of them. */
export function createAnswers({ known, plain, tokens, faults, cdn }: Shelves): Record<'hub' | 'cdn', Answer> {
  const hub: Answer = async (request, response, count) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub')
    const path = decodeURIComponent(pathname.slice(1))
    const cors = hubCors(request.headers.origin)
    if (plain.has(path)) return plainFile(request, response, count, path)
    if (request.method === 'OPTIONS') return preflight(request, response, cors)

    const file = /^([^/]+\/[^/]+)\/(resolve|raw)\/([^/]+)\/(.+)$/.exec(path)
    const cached = /^(api\/resolve-cache)\/models\/([^/]+\/[^/]+)\/([^/]+)\/(.+)$/.exec(path)
    const listing = /^api\/models\/([^/]+\/[^/]+)(?:\/(revision|tree)\/([^/]+))?$/.exec(path)
    const [id = '', revision, name] =
      file !== null
        ? [file[1], file[3], file[4]]
        : cached !== null
          ? [cached[2], cached[3], cached[4]]
          : [listing?.[1], listing?.[3]]
    const key = listing === null ? `${id}/${name}` : `api/models/${id}`
    const repo = known.get(id)
    const headers: Headers = repo === undefined ? cors : { ...cors, 'x-repo-commit': repo.commit() }

    const entry = repo?.file(name ?? '')
    // A small file comes in two steps; its bytes are in the second.
    const fault = faults.take(key, 'hub', cached !== null || file?.[2] === 'raw')
    if (fault.status !== undefined) return refuse(response, fault.status, { ...headers, ...waiting(fault) })
    // The card and the list of a gated repository are public; its files are not.
    const { gated: _, ...open } = repo?.content ?? { files: {} }
    const content = listing === null || repo === undefined ? repo?.content : open
    const refused = refusal(id, content, request.headers.authorization, tokens)
    if (refused !== undefined) return refuse(response, refused.status, headers, refused.code, refused.message)
    if (repo === undefined) throw new Error(`Assertion: a missing repository, ${id}, is refused`)
    if (revision !== undefined && !repo.has(revision)) {
      return refuse(response, 404, headers, 'RevisionNotFound', `Invalid rev id: ${revision}`)
    }
    if (listing !== null) {
      const blobs = searchParams.get('blobs') === 'true'
      const digestOf = (at: string, described: RepoFile): string =>
        declared(described, faults.peek(`${id}/${at}`))
      return json(
        response,
        headers,
        listing[2] === 'tree' ? tree(repo, digestOf) : modelInfo(repo, blobs, digestOf),
      )
    }
    if (entry === undefined) return refuse(response, 404, headers, 'EntryNotFound', 'Entry not found')
    if (file?.[2] === 'raw' && entry.lfs !== undefined) {
      const pointer = entry.lfs.pointer.replace(entry.lfs.sha256, declared(entry, faults.peek(key)))
      response.writeHead(200, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(pointer)
      return
    }
    if (entry.lfs !== undefined) return toCdn(response, headers, key, entry, entry.lfs)
    if (cached === null && file?.[2] !== 'raw') {
      const location = `/api/resolve-cache/models/${id}/${repo.commit()}/${encodeURI(name ?? '')}?etag=%22${entry.oid}%22`
      const linked = { 'x-linked-size': entry.source.size, 'x-linked-etag': `"${entry.oid}"` }
      response.writeHead(307, { ...headers, ...linked, location }).end()
      return
    }
    return bytes(request, response, count, entry.source, entry.oid, fault, headers)
  }

  /** The redirect of a file in LFS. Its headers carry the digest; a page never sees them, `curl` does. */
  async function toCdn(
    response: ServerResponse,
    headers: Headers,
    key: string,
    file: RepoFile,
    { xetHash }: NonNullable<RepoFile['lfs']>,
  ): Promise<void> {
    const linked = {
      'x-linked-size': file.source.size,
      'x-linked-etag': `"${declared(file, faults.peek(key))}"`,
      'x-xet-hash': xetHash,
      'accept-ranges': 'bytes',
    }
    const location = `${cdn}/xet-bridge-us/${encodeURI(key)}/${xetHash}?Expires=1&Signature=2&Key-Pair-Id=3`
    response.writeHead(302, { ...headers, ...linked, location }).end()
  }

  const cdnAnswer: Answer = async (request, response, count) => {
    const { pathname } = new URL(request.url ?? '/', 'http://cdn')
    const cors = cdnCors()
    if (request.method === 'OPTIONS') return preflight(request, response, cors)
    const [, org, name, path, xetHash] =
      /^\/xet-bridge-us\/([^/]+)\/([^/]+)\/(.+)\/([0-9a-f]{64})$/.exec(decodeURIComponent(pathname)) ?? []
    const file = known.get(`${org}/${name}`)?.file(path ?? '')
    // Content-addressed: a link from before the file was replaced leads nowhere.
    if (file?.lfs === undefined || file.lfs.xetHash !== xetHash) return refuse(response, 403, cors)
    const fault = faults.take(`${org}/${name}/${path}`, 'cdn', true)
    if (fault.status !== undefined) return refuse(response, fault.status, { ...cors, ...waiting(fault) })
    return bytes(request, response, count, file.source, file.lfs.xetHash, fault, cors)
  }

  const plainFile: (...args: [...Parameters<Answer>, path: string]) => Promise<void> = async (
    request,
    response,
    count,
    path,
  ) => {
    const cors = openCors(request.headers['access-control-request-headers'])
    if (request.method === 'OPTIONS') return preflight(request, response, cors)
    const source = plain.get(path)
    if (source === undefined) throw new Error(`Assertion: ${path} is here`)
    const fault = faults.take(path, 'hub', true)
    if (fault.status !== undefined) return refuse(response, fault.status, { ...cors, ...waiting(fault) })
    const etag = `${source.size.toString(16)}-${Buffer.from(source.read(0, Math.min(source.size, 64))).toString('hex')}`
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)]
    return bytes(
      request,
      response,
      count,
      source,
      etag,
      fault,
      type === undefined ? cors : { ...cors, 'content-type': type },
    )
  }

  return { hub, cdn: cdnAnswer }
}

/** The file, or a stretch of it. */
async function bytes(
  request: IncomingMessage,
  response: ServerResponse,
  count: (bytes: number) => void,
  source: ByteSource,
  validator: string,
  fault: Fault,
  headers: Headers,
): Promise<void> {
  const etag = `"${fault.etag ?? validator}"`
  const { range, 'if-range': ifRange } = request.headers
  const asked = fault.noRange === true ? {} : { range, ifRange: ifRange?.toString() }
  const want = wanted(source.size, etag, asked)
  const ranges = fault.noRange === true ? {} : { 'accept-ranges': 'bytes' }
  const common = { 'content-type': 'application/octet-stream', ...headers, ...ranges, etag }
  if (want.kind === 'outside') {
    response.writeHead(416, { ...common, 'content-range': `bytes */${source.size}` }).end()
    return
  }
  const { start, end } = want.kind === 'part' ? want : { start: 0, end: source.size }
  const length = fault.noLength === true ? {} : { 'content-length': end - start }
  const part = want.kind === 'part' ? { 'content-range': `bytes ${start}-${end - 1}/${source.size}` } : {}
  response.writeHead(want.kind === 'part' ? 206 : 200, { ...common, ...length, ...part })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  response.flushHeaders()
  await send(response, source, { start, end }, fault, count)
}

function declared(file: RepoFile, { wrongDigest }: Fault): string {
  const digest = file.lfs?.sha256 ?? file.oid
  return wrongDigest === true ? digest.replace(/^../, (first) => (first === '00' ? 'ff' : '00')) : digest
}

/** The hub itself says in `ratelimit` how many seconds are left, and sends no `retry-after`. */
function waiting({ retryAfter }: Fault): Headers {
  if (retryAfter === undefined) return {}
  return {
    'retry-after': retryAfter,
    ratelimit: `"resolvers";r=0;t=${retryAfter}`,
    'ratelimit-policy': '"fixed window";"resolvers";q=3000;w=300',
  }
}

async function refuse(
  response: ServerResponse,
  status: number,
  headers: Headers,
  code = status === 404 ? 'EntryNotFound' : undefined,
  message = `status ${status}`,
): Promise<void> {
  const told = code === undefined ? {} : { 'x-error-code': code, 'x-error-message': message }
  response
    .writeHead(status, { ...headers, ...told, 'content-type': 'text/plain; charset=utf-8' })
    .end(message)
}

async function json(response: ServerResponse, headers: Headers, value: unknown): Promise<void> {
  const body = JSON.stringify(value)
  response.writeHead(200, { ...headers, 'content-type': 'application/json; charset=utf-8' }).end(body)
}

async function preflight(request: IncomingMessage, response: ServerResponse, cors: Headers): Promise<void> {
  const asked = request.headers['access-control-request-headers']
  const allowed =
    'access-control-allow-headers' in cors || asked === undefined
      ? {}
      : { 'access-control-allow-headers': asked }
  response.writeHead(204, { ...cors, ...allowed, 'access-control-allow-methods': 'GET, HEAD, OPTIONS' }).end()
}
