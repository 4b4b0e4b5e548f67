/** How a model is called on the page and in a handler. `site` is the page's base URL, with a slash at its end. */
export interface ModelNaming {
  kind: 'site' | 'hub' | 'url' | 'local'
  /** Short: `digits`, `org/name`, `squeezenet.onnx`, `folder/model.onnx`. */
  name: string
  /** What tells it from its siblings: revision and file. Empty where the name says it all. */
  variant: string
  /** The argument of `InferenceSession.create`. */
  inHandler: string
  /** `models/NAME` of this site, or a hub's `org/name`: what a demo's card may list. Empty for others. */
  listed: string
}

/** How Transformers.js and Optimum name the file of each data type; staging's `hf:` sources follow them. */
export const DTYPES = ['fp32', 'fp16', 'int8', 'uint8', 'q8', 'q4', 'q4f16', 'bnb4'] as const
export type Dtype = (typeof DTYPES)[number]
const FILES: Record<Dtype, string> = {
  fp32: 'onnx/model.onnx',
  fp16: 'onnx/model_fp16.onnx',
  int8: 'onnx/model_int8.onnx',
  uint8: 'onnx/model_uint8.onnx',
  q8: 'onnx/model_quantized.onnx',
  q4: 'onnx/model_q4.onnx',
  q4f16: 'onnx/model_q4f16.onnx',
  bnb4: 'onnx/model_bnb4.onnx',
}

const HUB = 'https://huggingface.co/'
const HUB_PATH = /^\/(?:.*\/)?(?<id>[^/]+\/[^/]+)\/resolve\/(?<revision>[^/]+)\/(?<path>.+)$/

export function nameModel(source: string, site: string): ModelNaming {
  if (source.startsWith('local:')) {
    return {
      kind: 'local',
      name: decoded(source.slice('local:'.length)),
      variant: '',
      inHandler: source,
      listed: '',
    }
  }
  const url = URL.parse(source)
  const hub = url === null ? undefined : HUB_PATH.exec(url.pathname)?.groups
  if (hub !== undefined) return nameHubModel(source, hub)
  if (!source.startsWith(site)) {
    const { name, variant } = shorten(decoded(url?.pathname ?? source))
    return { kind: 'url', name, variant, inHandler: source, listed: '' }
  }
  const path = source.slice(site.length)
  const { name, variant } = shorten(decoded(path))
  const [folder, listed = ''] = path.split('/')
  return { kind: 'site', name, variant, inHandler: path, listed: folder === 'models' ? listed : '' }
}

function nameHubModel(source: string, groups: Record<string, string>): ModelNaming {
  const { id = '', revision = 'main', path = '' } = groups
  const file = decoded(path)
  const dtype = DTYPES.find((name) => FILES[name] === file)
  const at = revision === 'main' ? '' : `@${revision}`
  return {
    kind: 'hub',
    name: id,
    variant: `${dtype ?? file}${revision === 'main' ? '' : ` @ ${decoded(revision)}`}`,
    // `hf:` goes to the hub that is set; the layout of another server is known, that it is the one set is not.
    inHandler: source.startsWith(HUB)
      ? `hf:${id}${at}${dtype === undefined ? `/${path}` : `:${dtype}`}`
      : source,
    listed: id,
  }
}

/** `…/digits/onnx/model_q4.onnx` is `digits`: the file and its folder have the same names in every model. */
function shorten(path: string): { name: string; variant: string } {
  const parts = path.split('/').filter((part) => part !== '')
  const own = parts.findLastIndex((part) => part !== 'onnx' && !/^model(_\w+)?\.onnx$/.test(part))
  if (own === -1) return { name: path, variant: '' }
  return { name: parts[own] ?? path, variant: parts.slice(own + 1).join('/') }
}

/** A source is typed by people and written by servers: what is not well encoded is shown as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** @returns undefined while it is no `org/name` */
export function hubSource(id: string, revision: string, dtype: Dtype): string | undefined {
  if (!/^[^/@:\s]+\/[^/@:\s]+$/.test(id)) return undefined
  const at = revision === '' ? '' : `@${encodeURIComponent(revision)}`
  return `hf:${id}${at}:${dtype}`
}

/** The line of a handler that opens the model. */
export function createCall({ inHandler }: ModelNaming): string {
  return `InferenceSession.create('${inHandler.replace(/[\\']/g, '\\$&')}')`
}
