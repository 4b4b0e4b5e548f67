import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ErrorCode, SubletError } from '../../protocol/errors'
import { toBase64Url } from './base64url'
import { digestOf, sha256 } from './digest'
import { MOST_INFLATED, MOST_LINK, MOST_READ } from './limits'
import { linkData, makeLink, readLink } from './link'
import type { SharedDemo } from './shared-demo'

const PAGE = 'https://example.org/sublet/?x=1#/d/other'
const CARD = {
  title: 'Café',
  emoji: '☕',
  colorFrom: 'red',
  colorTo: 'blue',
  shortDescription: 'Pours a cup.',
  license: 'mit',
  models: ['org/model'],
  tags: ['text'],
}
const DEMO: SharedDemo = {
  card: CARD,
  sources: [
    { path: 'handler.ts', source: "import { GPU } from 'sublet'\n" },
    { path: 'lib/a.ts', source: 'export const a = 1\n' },
  ],
  texts: [{ path: 'README.md', text: '---\ntitle: Café\n---\n' }],
}

async function urlOf(demo: SharedDemo): Promise<string> {
  const link = await makeLink(demo, PAGE)
  if (!link.fits) throw new Error('It does not fit.')
  return link.url
}

/** What a link with these bytes in it would hold: well made, whatever they are. */
async function dataOf(packed: Uint8Array<ArrayBuffer>, version = 1): Promise<string> {
  const check = (await sha256(packed)).subarray(0, 6)
  return `${version}.${toBase64Url(new Uint8Array([...check, ...packed]))}`
}

const jsonData = (value: unknown) => dataOf(new Uint8Array(deflateRawSync(JSON.stringify(value))))

async function refusal(data: string): Promise<{ code: ErrorCode; message: string; wayOut: string }> {
  const thrown: unknown = await readLink(data).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof SubletError)) throw new Error(`Not refused, or otherwise: ${thrown}`)
  return thrown
}

test('what is in a link comes out of it, whatever was written', async () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
  // Half a letter as well: an editor may cut one.
  const text = fc.string({ unit: 'binary', maxLength: 200 })
  const others = fc.uniqueArray(fc.tuple(name, fc.constantFrom('ts', 'json', 'wgsl', 'md'), text), {
    maxLength: 6,
    selector: ([path, ending]) => `${path}.${ending}`,
  })
  const words = (most: number) =>
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((all) => all.slice(0, most))
  const cards = fc.record({
    title: words(120).map((title) => `x${title}`),
    emoji: fc.constantFrom('☕', '👩‍👩‍👧‍👧', 'x'),
    colorFrom: words(32),
    colorTo: words(32),
    license: words(120),
    models: fc.array(words(200), { maxLength: 3 }),
    tags: fc.array(words(60), { maxLength: 3 }),
    shortDescription: words(500),
  })
  await fc.assert(
    fc.asyncProperty(cards, text, others, async (card, handler, files) => {
      const named = files
        .filter(([path, ending]) => `${path}.${ending}` !== 'handler.ts')
        .map(([path, ending, text]) => ({ path: `${path}.${ending}`, text }))
      const demo: SharedDemo = {
        card,
        sources: [
          { path: 'handler.ts', source: handler },
          ...named
            .filter(({ path }) => !path.endsWith('.md'))
            .map(({ path, text }) => ({ path, source: text })),
        ],
        texts: named.filter(({ path }) => path.endsWith('.md')),
      }
      const read = await readLink(linkData(await urlOf(demo)) ?? '')
      expect(read).toEqual(demo)
      expect(await digestOf(read)).toBe(await digestOf(demo))
    }),
    { numRuns: 200 },
  )
})

test('a link is the page with the demo behind its #, and is found in a text', async () => {
  const url = await urlOf(DEMO)
  expect(url).toMatch(/^https:\/\/example\.org\/sublet\/\?x=1#\/s\/1\.[\w-]+$/)
  expect(await readLink(linkData(`Look: <${url}>, it is good.`) ?? '')).toEqual(DEMO)
  expect(linkData('https://example.org/#/d/digits')).toBeUndefined()
})

test('the digest is of the demo, and not of the order of its card', async () => {
  const { title, ...rest } = CARD
  expect(await digestOf({ ...DEMO, card: { ...rest, title } })).toBe(await digestOf(DEMO))
  expect(await digestOf({ ...DEMO, card: { ...CARD, title: 'Tea' } })).not.toBe(await digestOf(DEMO))
})

test('what says that it is no stranger’s is no part of a link', async () => {
  const marked = { ...CARD, foreign: true, id: 'digits' }
  const { card } = await readLink(linkData(await urlOf({ ...DEMO, card: marked })) ?? '')
  expect(card).toEqual(CARD)
})

test('what is too long for a link is told with the numbers', async () => {
  const noise = Array.from({ length: 12_000 }, (_, at) => ((at * 2_654_435_761) >>> 0).toString(36)).join('')
  const long = await makeLink({ ...DEMO, sources: [{ path: 'handler.ts', source: noise }] }, PAGE)
  expect(long).toMatchObject({ fits: false, what: 'characters', most: MOST_LINK })
  const blown = { path: 'handler.ts', source: ' '.repeat(MOST_INFLATED) }
  expect(await makeLink({ ...DEMO, sources: [blown] }, PAGE)).toMatchObject({
    fits: false,
    what: 'bytes',
    most: MOST_INFLATED,
  })
})

test('each letter that is missing or changed is seen', async () => {
  const data = linkData(await urlOf(DEMO)) ?? ''
  for (let at = 2; at < data.length; at += 1) {
    const other = data[at] === 'A' ? 'B' : 'A'
    const changed = `${data.slice(0, at)}${other}${data.slice(at + 1)}`
    expect((await refusal(changed)).message).toContain('The link is damaged')
    expect((await refusal(data.slice(0, at))).message).toContain('The link is damaged')
  }
})

test('a newer version is told as that, and what is none as damaged', async () => {
  const newer = await refusal('2.abc')
  expect(newer.message).toContain('version 2, and this page reads version 1')
  expect(newer.wayOut).toContain('Load this page again')
  for (const data of ['', '1', '.', 'x.abc', '1.ab c', '1./etc', '1.%3Cb%3E', `${'9'.repeat(9)}.a`])
    expect((await refusal(data)).message).toContain('damaged')
})

test('a link that is too long is not even unpacked', async () => {
  expect((await refusal(`1.${'A'.repeat(MOST_READ)}`)).message).toBe(
    'The link has 100,002 characters; at most 100,000 are read.',
  )
})

test('a bomb is left as soon as it is over the limit', async () => {
  const bomb = new Uint8Array(deflateRawSync(new Uint8Array(70_000_000)))
  expect(bomb.length).toBeLessThan(75_000)
  const before = process.memoryUsage().arrayBuffers
  const { message } = await refusal(await dataOf(bomb))
  expect(message).toMatch(/has 1,[0-9,]+ bytes or more when it is unpacked; at most 1,000,000 are read/)
  const counted = Number(/has ([0-9,]+) bytes/.exec(message)?.[1]?.replaceAll(',', ''))
  expect(counted).toBeLessThan(3_000_000)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
})

test.each<[string, unknown, string]>([
  ['no object', 7, 'no demo'],
  ['no card', { files: [['handler.ts', '']] }, 'no demo'],
  ['no handler', { card: CARD, files: [['a.ts', '']] }, 'no handler.ts'],
  ['no files', { card: CARD, files: [] }, 'no demo'],
  [
    'a way out',
    {
      card: CARD,
      files: [
        ['handler.ts', ''],
        ['../x.ts', ''],
      ],
    },
    'does not stay inside',
  ],
  [
    'a script',
    {
      card: CARD,
      files: [
        ['handler.ts', ''],
        ['x.html', ''],
      ],
    },
    'cannot have',
  ],
  [
    'a hidden file',
    {
      card: CARD,
      files: [
        ['handler.ts', ''],
        ['.env.ts', ''],
      ],
    },
    'cannot have',
  ],
  ['a folder around it', { card: CARD, files: [['a/handler.ts', '']] }, 'cannot have'],
  [
    'the same file twice',
    {
      card: CARD,
      files: [
        ['handler.ts', ''],
        ['handler.ts', 'x'],
      ],
    },
    'twice',
  ],
  [
    'an image as emoji',
    { card: { ...CARD, emoji: '<img src=x onerror=alert(1)>' }, files: [['handler.ts', '']] },
    'no demo',
  ],
])('a well made link that holds %s is refused', async (_, value, why) => {
  const { code, message } = await refusal(await jsonData(value))
  expect(code).toBe('DemoRefused')
  expect(message).toContain(why)
})

test('whatever is in a link, it is read or refused, and nothing else happens', async () => {
  const bytes = fc.uint8Array({ maxLength: 400 }).map((all) => new Uint8Array(all))
  const hostile = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.stringMatching(/^1\.[\w-]{0,200}$/),
    bytes.map((all) => dataOf(all)),
    bytes.map((all) => dataOf(new Uint8Array(deflateRawSync(all)))),
    fc.json().map((json) => dataOf(new Uint8Array(deflateRawSync(json)))),
    fc
      .record({ card: fc.anything(), files: fc.array(fc.tuple(fc.string(), fc.string())) })
      .map((value) => jsonData(JSON.parse(JSON.stringify(value) ?? 'null'))),
  )
  await fc.assert(
    fc.asyncProperty(hostile, async (given) => {
      const read = await readLink(await given).catch((thrown: unknown) => thrown)
      if (read instanceof Error) {
        expect(read).toBeInstanceOf(SubletError)
        expect(read).toHaveProperty('code', 'DemoRefused')
      } else expect(read).toHaveProperty('sources')
    }),
    { numRuns: 500 },
  )
})
