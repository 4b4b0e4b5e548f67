import { SubletError } from '../../protocol/errors'
import { decoded } from './decoded'
import { externalUrl } from './external-url'
import { atHub, type Hub, hubUrl, parseHubId } from './hub'

/** Where the bytes of a model come from. */
export interface Origin {
  /** Of the model file. External data lies beside it. */
  url: string
  /** The model file's own name: what its external data is relative to. */
  path: string
  /** False for dropped files: they can be had only as long as the page that has them is open. */
  lasting: boolean
}

/** Dropped files are asked for under this address, which no network has. */
export const DROPPED_BASE = 'https://dropped.invalid/'
const LOCAL = 'local:'

/**
 * The key of a model: an absolute http(s) URL without fragment, or `local:PATH` for a dropped file. A hub id
 * (`hf:org/name`, see `parseHubId`) stands for the URL that it has on `hub`, and so does one under `HUB_URL`.
 * @throws SubletError `ModelNotFound` for what is none of them
 */
export function sourceKey(source: string, hub: Hub): string {
  const model = parseHubId(source)
  if (model !== undefined) return hubUrl(hub, model)
  const url = URL.parse(source)
  if (url?.protocol === LOCAL) return source
  if (url === null || !/^https?:$/.test(url.protocol) || url.href.startsWith(DROPPED_BASE))
    throw notASource(source)
  url.hash = ''
  return atHub(hub, url.href)
}

/** @param source a key */
export function originOf(source: string): Origin {
  const lasting = !source.startsWith(LOCAL)
  const url = lasting ? source : droppedUrl(source.slice(LOCAL.length))
  const { pathname } = new URL(url)
  return { url, path: decoded(pathname.slice(pathname.lastIndexOf('/') + 1)), lasting }
}

/**
 * The URL of a file of a model: not that of its record, which another model may have brought.
 * @param place in the model's files
 */
export function fileUrl(source: string, place: number, path: string): string {
  const { url } = originOf(source)
  return place === 0 ? url : externalUrl(url, path)
}

export function localKey(path: string): string {
  return `${LOCAL}${path}`
}

/** A path is a name here and leads nowhere: a browser gives that of a dropped folder with a slash before it. */
export function droppedUrl(path: string): string {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.' && step !== '..')
  return `${DROPPED_BASE}${steps.map(encodeURIComponent).join('/')}`
}

function notASource(source: string): SubletError {
  return new SubletError('ModelNotFound', `"${source}" is no http(s) URL.`, {
    figures: { source },
    wayOut: 'Name a URL, a hub model as hf:org/name, or a dropped file as local:name.onnx.',
  })
}
