import { SubletError } from '../protocol/errors'
import { HUB_URL, modelFile, OWN_ORGANISATION } from '../protocol/repository'

/** The absolute URL of a file of this site. Relative to the page, so that the site works from any sub-path. */
export function siteUrl(path: string): string {
  return new URL(path, document.baseURI).href
}

let modelsAt: string | undefined

/** From now on the models of this site are those of another one. @param base its folder, an absolute URL */
export function takeModelsFrom(base: string): void {
  modelsAt = base
}

/**
 * The source of a model as staging knows it, or the URL of another file of a repository. A path of this site becomes a
 * URL, and so does what the hub calls `sublet/NAME`: it is `models/NAME/` of this site. Other http(s) URLs, `hf:` ids and
 * `local:` names of dropped files stay what they are.
 * @throws SubletError `ModelNotFound` for what is none of these
 */
export function modelUrl(path: string): string {
  // Libraries call the folder of this site's models by its path from the root.
  const base = modelsAt ?? document.baseURI
  const url = URL.parse(path.replace(/^\/(?=models\/)/, ''), base)
  if (url === null || !/^(https?|hf|local):$/.test(url.protocol)) {
    throw new SubletError('ModelNotFound', `'${path}' is neither a path of this site nor an http(s) URL.`, {
      wayOut:
        'Name a path of this site, a URL, a hub model as hf:org/name, or a dropped file as local:name.onnx.',
    })
  }
  const own = ownPath(url.href)
  if (own !== undefined) return new URL(own, base).href
  // The name of a dropped file is its path as it stands; a URL would encode it.
  return url.protocol === 'local:' ? path : url.href
}

/** Where a file of this site lies that is named as on the hub, at any revision: here there is one. */
function ownPath(url: string): string | undefined {
  const hub = `${HUB_URL}/${OWN_ORGANISATION}/`
  const id = `hf:${OWN_ORGANISATION}/`
  if (url.startsWith(hub)) {
    const [, name, path] = /^([^/]+)\/(?:resolve|raw)\/[^/]+\/([^?#]+)/.exec(url.slice(hub.length)) ?? []
    return name === undefined ? undefined : `models/${name}/${path}`
  }
  if (url.startsWith(id)) {
    const [, name, dtype, path] = /^([^/@:]+)(?:@[^/:]+)?(?::(\w+)|\/(.+))?$/.exec(url.slice(id.length)) ?? []
    return name === undefined ? undefined : `models/${name}/${path ?? modelFile(dtype)}`
  }
  return undefined
}

/** @throws SubletError `RunnerCrashed` when a file of the site itself cannot be had */
export async function fetchSiteText(path: string): Promise<string> {
  return (await fetchSite(path)).text()
}

/** @throws SubletError `RunnerCrashed`, as `fetchSiteText` */
export async function fetchSiteBlob(path: string): Promise<Blob> {
  return (await fetchSite(path)).blob()
}

async function fetchSite(path: string): Promise<Response> {
  const response = await fetch(siteUrl(path))
  if (response.ok) return response
  throw new SubletError('RunnerCrashed', `${path} of this site answered ${response.status}.`, {
    wayOut: 'Reload the page; the site may have been deployed anew.',
  })
}
