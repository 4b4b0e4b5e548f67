import { SubletError } from '../protocol/errors'

/** The absolute URL of a file of this site. Relative to the page, so that the site works from any sub-path. */
export function siteUrl(path: string): string {
  return new URL(path, document.baseURI).href
}

/**
 * Where a model named by a handler lies: a path of this site, or an http(s) URL.
 * @throws SubletError `ModelNotFound` for what is neither
 */
export function modelUrl(path: string): string {
  const url = URL.parse(path, document.baseURI)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SubletError('ModelNotFound', `'${path}' is neither a path of this site nor an http(s) URL.`)
  }
  return url.href
}

/** @throws SubletError `RunnerCrashed` when a file of the site itself cannot be had */
export async function fetchSiteText(path: string): Promise<string> {
  const response = await fetch(siteUrl(path))
  if (response.ok) return response.text()
  throw new SubletError('RunnerCrashed', `${path} of this site answered ${response.status}.`, {
    wayOut: 'Reload the page; the site may have been deployed anew.',
  })
}
