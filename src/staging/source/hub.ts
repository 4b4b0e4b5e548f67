import * as v from 'valibot'
import { SubletError } from '../../protocol/errors'
import { HUB_URL, modelFile } from '../../protocol/repository'
import { decoded } from './decoded'

/** Where the hub is. */
export interface Hub {
  /** Without a slash at its end. */
  base: string
}

export const DEFAULT_HUB: Hub = { base: HUB_URL }

/** Where to ask for a URL: handlers and libraries write the hub's own, wherever the visitor's hub is. */
export function atHub({ base }: Hub, url: string): string {
  const named = url.startsWith(`${HUB_URL}/`) && !url.startsWith(`${base}/`)
  return named ? `${base}${url.slice(HUB_URL.length)}` : url
}

const dtypes = ['fp32', 'fp16', 'int8', 'uint8', 'q8', 'q4', 'q4f16', 'bnb4'] as const
export type Dtype = (typeof dtypes)[number]

export interface HubModel {
  /** `org/name`. */
  id: string
  /** A branch, tag or commit. */
  revision?: string
  dtype?: Dtype
  /** Of the file in the repository; by default that of the data type in `onnx/`. */
  path?: string
}

/** The address of a model file on a hub: `{base}/{id}/resolve/{revision}/{path}`. */
export function hubUrl({ base }: Hub, { id, revision = 'main', dtype, path }: HubModel): string {
  const file = path ?? modelFile(dtype)
  const encoded = file.split('/').map(encodeURIComponent).join('/')
  return `${base}/${id}/resolve/${encodeURIComponent(revision)}/${encoded}`
}

/** Names as the hub allows them: nothing that could lead elsewhere in an address. */
const HUB_ID = /^hf:(?<id>\w[\w.-]*\/\w[\w.-]*)(?:@(?<revision>[^/:]+))?(?::(?<dtype>\w+)|\/(?<path>.+))?$/

/**
 * `hf:org/name`, with `@revision`, and with `:dtype` or `/path/in/the/repository.onnx` behind it.
 * @returns undefined for what does not begin so
 * @throws SubletError `ModelNotFound` for what begins so and is none
 */
export function parseHubId(source: string): HubModel | undefined {
  if (!source.startsWith('hf:')) return undefined
  const { id, revision, dtype, path } = HUB_ID.exec(source)?.groups ?? {}
  const known = dtypes.find((name) => name === dtype)
  const steps = [...(path?.split('/') ?? []), ...(revision === undefined ? [] : decoded(revision).split('/'))]
  const leadsOut = steps.some((step) => step === '' || step === '.' || step === '..')
  const malformed = revision !== undefined && /%(?![0-9a-f]{2})/i.test(revision)
  if (id === undefined || leadsOut || malformed || (dtype !== undefined && known === undefined)) {
    throw new SubletError('ModelNotFound', `"${source}" names no model of a hub.`, {
      figures: { source },
      wayOut: `Write hf:org/name@revision:dtype; the data types are ${dtypes.join(', ')}.`,
    })
  }
  return {
    id,
    ...(revision === undefined ? {} : { revision: decoded(revision) }),
    ...(known === undefined ? {} : { dtype: known }),
    ...(path === undefined ? {} : { path }),
  }
}

export interface HubFile {
  id: string
  revision: string
  path: string
}

/** What of a hub a URL names; undefined for any other URL. */
export function parseHubUrl({ base }: Hub, url: string): HubFile | undefined {
  if (!url.startsWith(`${base}/`)) return undefined
  const match = /^([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(url.slice(base.length + 1))
  const [, id, revision, path] = match ?? []
  if (id === undefined || revision === undefined || path === undefined) return undefined
  return { id, revision: decoded(revision), path: decoded(path) }
}

const revisionSchema = v.object({
  siblings: v.array(
    v.object({
      rfilename: v.string(),
      lfs: v.nullish(v.object({ sha256: v.string() })),
    }),
  ),
})

/** SHA-256 of the large files of a repository, hex, by path. */
export type HubDigests = ReadonlyMap<string, string>

/** What the hub's API says of a revision; empty when it does not say: a mirror may serve the files alone. */
export async function readHubDigests(
  { base }: Hub,
  { id, revision }: HubFile,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  signal: AbortSignal,
): Promise<HubDigests> {
  const digests = new Map<string, string>()
  try {
    const url = `${base}/api/models/${id}/revision/${encodeURIComponent(revision)}?blobs=true`
    const response = await fetch(url, { signal, cache: 'no-store' })
    const parsed = v.safeParse(revisionSchema, response.ok ? await response.json() : undefined)
    if (!parsed.success) return digests
    for (const { rfilename, lfs } of parsed.output.siblings) {
      if (lfs) digests.set(rfilename, lfs.sha256)
    }
  } catch (cause) {
    // Without it a file is as good as its segments' digests; the download itself tells what is wrong with the network.
    if (signal.aborted) throw cause
  }
  return digests
}
