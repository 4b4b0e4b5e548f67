import { strToU8, zipSync } from 'fflate'
import { beforeEach, expect, test, vi } from 'vitest'
import { MOST_BYTES } from '../own/sort-out'
import { fetchDemo } from './fetch-demo'

const BASE = 'https://raw.githubusercontent.com/o/r/main/greeter'
const README = '---\ntitle: Greeter\nemoji: 👋\n---\n'
const HANDLER = "import { hello } from './lib/hello'\nexport default hello\n"

/** By address: what a host answers. */
let answers: Record<string, string | Uint8Array<ArrayBuffer> | number | 'unreachable'>
let asked: { url: string; init: RequestInit | undefined }[]

beforeEach(() => {
  asked = []
  answers = {
    [`${BASE}/handler.ts`]: HANDLER,
    [`${BASE}/README.md`]: README,
    [`${BASE}/lib/hello.ts`]: "import numbers from './numbers.json'\nexport const hello = numbers\n",
    [`${BASE}/lib/numbers.json`]: '[1]',
  }
  vi.stubGlobal('fetch', async (url: URL, init?: RequestInit) => {
    asked.push({ url: url.href, init })
    init?.signal?.throwIfAborted()
    const answer = answers[url.href] ?? 404
    if (answer === 'unreachable') throw new TypeError('Failed to fetch')
    return typeof answer === 'number' ? new Response('', { status: answer }) : new Response(answer)
  })
})

const fetched = (address: string, signal = new AbortController().signal) => fetchDemo(address, signal)
const paths = (demo: Awaited<ReturnType<typeof fetchDemo>>) =>
  [...demo.sources, ...demo.texts].map(({ path }) => path)

test('a handler comes with its README and with what it imports', async () => {
  const demo = await fetched('https://github.com/o/r/blob/main/greeter/handler.ts')
  expect(demo.card).toMatchObject({ title: 'Greeter', emoji: '👋' })
  expect(paths(demo)).toEqual(['handler.ts', 'lib/hello.ts', 'lib/numbers.json', 'README.md'])
  expect(demo.from).toBe(`${BASE}/handler.ts`)
})

test('a README leads to its handler', async () => {
  expect(paths(await fetched(`${BASE}/README.md`))).toContain('lib/hello.ts')
  delete answers[`${BASE}/handler.ts`]
  await expect(fetched(`${BASE}/README.md`)).rejects.toThrow('handler.ts answered 404.')
})

test('nobody is told who asks, and from where', async () => {
  await fetched(`${BASE}/handler.ts`)
  for (const { init } of asked)
    expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' })
})

test('without a README it is called like its folder, or its file', async () => {
  delete answers[`${BASE}/README.md`]
  answers['https://example.org/shout.ts'] = 'export default 1'
  expect((await fetched(`${BASE}/handler.ts`)).card.title).toBe('greeter')
  expect((await fetched('https://example.org/shout.ts')).card.title).toBe('shout')
})

test('what is imported and is not there is told', async () => {
  delete answers[`${BASE}/lib/numbers.json`]
  expect((await fetched(`${BASE}/handler.ts`)).told).toContain(
    'lib/numbers.json is imported, and is not there.',
  )
})

test('files that import each other for ever come to an end', async () => {
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push({ url: url.href, init: undefined })
    const number = Number(/(\d+)\.ts$/.exec(url.pathname)?.[1] ?? 0)
    return new Response(
      url.pathname.endsWith('.md') ? '' : `import './f${number + 1}'\nimport './f${number + 2}'`,
    )
  })
  const demo = await fetched(`${BASE}/handler.ts`)
  expect(demo.sources.length).toBeLessThanOrEqual(40)
  expect(asked.length).toBeLessThanOrEqual(41)
})

test('a zip is a zip, whatever its address says', async () => {
  const zip = zipSync({ 'g/handler.ts': strToU8('export default 1'), 'g/README.md': strToU8(README) })
  answers['https://example.org/download?id=1'] = new Uint8Array(zip)
  const demo = await fetched('https://example.org/download?id=1')
  expect(paths(demo)).toEqual(['handler.ts', 'README.md'])
  expect(demo.card.title).toBe('Greeter')
})

test('a web page is told from a file', async () => {
  answers['https://github.com/o/r'] = '<!DOCTYPE html><html></html>'
  await expect(fetched('https://github.com/o/r')).rejects.toMatchObject({
    code: 'DemoRefused',
    message: 'https://github.com/o/r is a web page, and no file of a demo.',
  })
})

test('what cannot be reached names what may be the reason, and the way out', async () => {
  answers['https://example.org/x.zip'] = 'unreachable'
  await expect(fetched('https://example.org/x.zip')).rejects.toMatchObject({
    code: 'DemoRefused',
    message: expect.stringMatching(/no network.*\(CORS\).*\(CSP\)/),
    wayOut: expect.stringContaining('drop it on the gallery'),
  })
})

test('what is larger than a demo is left while it comes', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      sent += 1_000_000
      controller.enqueue(new Uint8Array(1_000_000))
    },
  })
  vi.stubGlobal('fetch', async () => new Response(endless))
  await expect(fetched('https://example.org/x.zip')).rejects.toThrow('a demo has at most 20 MB')
  expect(sent).toBeLessThan(MOST_BYTES + 3_000_000)
})

test('whoever leaves does not wait for the rest', async () => {
  const left = new AbortController()
  left.abort(new Error('left'))
  await expect(fetched(`${BASE}/handler.ts`, left.signal)).rejects.toThrow('left')
})
