import * as v from 'valibot'
import { keptCardSchema } from '../../protocol/card'
import { MOST_FILES, sortOut } from '../own/sort-out'
import { fromBase64Url, toBase64Url } from './base64url'
import { deflate, inflate } from './deflate'
import { sha256, toText } from './digest'
import { MOST_INFLATED, MOST_LINK, MOST_READ } from './limits'
import { damagedLink, longLink, newerLink, noDemo, swollenLink } from './refusals'
import type { SharedDemo } from './shared-demo'

/** Of the format: what of a link is before the point. */
const VERSION = 1
/** Bytes of the digest before the rest: deflate itself does not see that a letter was changed. */
const CHECK = 6
const CHANGED = 'some of it is missing, or was changed on the way'

const wireSchema = v.object({
  card: keptCardSchema,
  files: v.pipe(
    v.array(v.tuple([v.pipe(v.string(), v.maxLength(400)), v.string()])),
    v.minLength(1),
    v.maxLength(MOST_FILES),
  ),
})

/** A link that can be sent; or what is too much of it, and how much is allowed. */
export type ShareLink =
  | { fits: true; url: string }
  | { fits: false; what: 'characters' | 'bytes'; found: number; most: number }

/** @param page address of the site's page; what is behind its `#` does not matter */
export async function makeLink(demo: SharedDemo, page: string): Promise<ShareLink> {
  const text = new TextEncoder().encode(toText(demo))
  if (text.length > MOST_INFLATED)
    return { fits: false, what: 'bytes', found: text.length, most: MOST_INFLATED }
  const packed = await deflate(text)
  const check = (await sha256(packed)).subarray(0, CHECK)
  const data = toBase64Url(new Uint8Array([...check, ...packed]))
  const url = `${page.replace(/#.*$/, '')}#/s/${VERSION}.${data}`
  return url.length > MOST_LINK
    ? { fits: false, what: 'characters', found: url.length, most: MOST_LINK }
    : { fits: true, url }
}

/** What a text holds of a link: `1.…`, whatever site it leads to. Undefined: it is none. */
export function linkData(text: string): string | undefined {
  // What stands around a link in a text is often taken with it.
  return /#\/s\/(\d+\.[\w-]*)/.exec(text)?.[1]
}

/**
 * The demo in a link. Nothing of it is fetched, compiled or run.
 * @param given `VERSION.DATA`, what follows `#/s/`
 * @throws SubletError `DemoRefused` for one that is damaged, of a newer version, too large, or holds something else
 */
export async function readLink(given: string): Promise<SharedDemo> {
  if (given.length > MOST_READ) throw longLink(given.length, MOST_READ)
  const [, version, data = ''] = /^(\d{1,6})\.([\w-]*)[^\w-]*$/.exec(given) ?? []
  if (version === undefined) throw damagedLink('it has letters that no link has, or lacks its beginning')
  if (Number(version) !== VERSION) throw newerLink(Number(version), VERSION)
  const bytes = fromBase64Url(data)
  if (bytes === undefined || bytes.length <= CHECK) throw damagedLink(CHANGED)
  const packed = bytes.slice(CHECK)
  const check = await sha256(packed)
  if (bytes.subarray(0, CHECK).some((byte, at) => byte !== check[at])) throw damagedLink(CHANGED)
  const text = await inflate(packed, MOST_INFLATED).catch((thrown: unknown) => {
    throw damagedLink('it cannot be unpacked', thrown)
  })
  if (!(text instanceof Uint8Array)) throw swollenLink(text.bytes, MOST_INFLATED)
  return demoOf(parsed(text))
}

function parsed(text: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
  } catch (thrown) {
    throw damagedLink('what it holds is no JSON', thrown)
  }
}

function demoOf(value: unknown): SharedDemo {
  const wire = v.safeParse(wireSchema, value, { abortEarly: true })
  if (!wire.success) throw noDemo(v.summarize(wire.issues).replaceAll(/\s+/g, ' ').slice(0, 300))
  const { card, files } = wire.output
  const { name, taken, left } = sortOut(files.map(([path, text]) => ({ path, bytes: text.length, text })))
  if (name !== '' || left.length > 0 || taken.length < files.length)
    throw noDemo('there are files in it that a demo cannot have')
  const all = taken.map(({ path, entry }) => ({ path, text: entry.text }))
  return {
    card,
    sources: all
      .filter(({ path }) => !path.endsWith('.md'))
      .map(({ path, text }) => ({ path, source: text })),
    texts: all.filter(({ path }) => path.endsWith('.md')),
  }
}
