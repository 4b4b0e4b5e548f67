/** Where a link may lead: out, in a tab of its own. Others have no address: `javascript:` least of all. */
const LINKS = new Set(['http:', 'https:', 'mailto:'])

/** `#note` stays in the text. */
export function isFragment(href: string): boolean {
  return href.startsWith('#')
}

/** The address that a link of a handler's text may have; undefined where it may have none. */
export function safeLink(href: string, base: string): string | undefined {
  if (isFragment(href)) return href
  const url = parse(href, base)
  return url !== undefined && LINKS.has(url.protocol) ? url.href : undefined
}

/**
 * The address that a picture may be loaded from: the text itself, this page's memory, or this site. A request to another
 * site would tell it what the handler knows.
 */
export function safePicture(src: string, base: string): string | undefined {
  const url = parse(src, base)
  if (url === undefined) return undefined
  const { protocol, origin, href } = url
  const own = protocol === 'blob:' || (protocol === 'data:' && /^data:image\//i.test(href))
  return own || (protocol.startsWith('http') && origin === new URL(base).origin) ? href : undefined
}

function parse(address: string, base: string): URL | undefined {
  return URL.canParse(address, base) ? new URL(address, base) : undefined
}
