import { SubletError } from '../../protocol/errors'

/**
 * The address of the file itself, of what people copy from their address bar: files and gists on GitHub, and files of the hub,
 * are shown on pages of their own.
 * @throws SubletError `DemoRefused` for what is no web address
 */
export function rawAddress(text: string): URL {
  const url = URL.parse(text.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SubletError('DemoRefused', `“${text.trim().slice(0, 200)}” is no web address.`, {
      wayOut:
        'Give a Sublet link, or the address of a .zip, a handler.ts or a README.md that begins with https://.',
    })
  }
  const { host, pathname } = url
  const gist = /^\/([^/]+)\/([0-9a-f]{20,})\/?$/.exec(pathname)
  if (host === 'gist.github.com' && gist !== null)
    return new URL(`https://gist.githubusercontent.com/${gist[1]}/${gist[2]}/raw`)
  const file = /^\/([^/]+)\/([^/]+)\/(?:blob|raw)\/(.+)$/.exec(pathname)
  if (host === 'github.com' && file !== null)
    return new URL(`https://raw.githubusercontent.com/${file[1]}/${file[2]}/${file[3]}`)
  if (host === 'huggingface.co') url.pathname = pathname.replace(/^(\/.+?\/[^/]+)\/blob\//, '$1/resolve/')
  return url
}

/** The file of this path beside the one at `url`. */
export function besideAddress(url: URL, path: string): URL {
  // Each file of a gist has a revision of its own in its address; without one it is the newest.
  const gist = /^\/[^/]+\/[^/]+\/raw(?=\/|$)/.exec(url.pathname)
  if (url.host === 'gist.githubusercontent.com' && gist !== null)
    return new URL(`${gist[0]}/${encodeURIComponent(path)}`, url)
  return new URL(path.split('/').map(encodeURIComponent).join('/'), url)
}
