import { afterEach, expect, test, vi } from 'vitest'
import { SubletError } from '../protocol/errors'
import type { RepositoryFile } from '../protocol/repository'
import { createFakeRunner } from './host.fixture'
import { createRepositoryFiles, type RepositoryFilesOptions } from './repository-files'

const HUB = 'https://huggingface.co'

afterEach(() => {
  vi.unstubAllGlobals()
})

function setUp(options: Partial<RepositoryFilesOptions> = {}) {
  const runner = createFakeRunner()
  const hubFile = vi.fn<RepositoryFilesOptions['hubFile']>(async () => found('hub'))
  const progressed = vi.fn()
  const files = createRepositoryFiles({
    post: (message) => runner.post(message),
    hubFile,
    progressed,
    ended: new AbortController().signal,
    ...options,
  })
  const ask = (url: string, head = false) => files.answer({ type: 'file', request: url, url, head })
  return { runner, hubFile, progressed, ask }
}

function found(text: string): RepositoryFile {
  return { status: 200, type: 'text/plain', bytes: text.length, body: new Blob([text]) }
}

/** A site on which each path answers so; what was asked for beside, relative to the page. */
function stubSite(answer: (path: string) => Response) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string, { headers }: RequestInit) => {
    const path = url.slice(new URL('.', document.baseURI).href.length)
    const range = new Headers(headers).get('range')
    asked.push(range === null ? path : `${path} ${range}`)
    return answer(path)
  })
  return asked
}

const json = () => Response.json({}, { headers: { 'content-type': 'application/json' } })

test.each([
  'models/stories/config.json',
  './models/stories/config.json',
  '/models/stories/config.json',
  `${HUB}/sublet/stories/resolve/main/config.json`,
  `${HUB}/sublet/stories/resolve/v1.0/config.json`,
  new URL('models/stories/config.json', document.baseURI).href,
])('%s is a file of this site', async (url) => {
  const asked = stubSite(json)
  const { runner, hubFile, ask, progressed } = setUp()
  await ask(url)
  expect(asked).toEqual(['models/stories/config.json'])
  expect(hubFile).not.toHaveBeenCalled()
  const { request, file } = runner.sent('fetched')
  expect([request, file.status, file.type, file.bytes]).toEqual([url, 200, 'application/json', 2])
  expect(await file.body?.text()).toBe('{}')
  expect(progressed).toHaveBeenCalled()
})

test('a file of this site is really there', async () => {
  const { runner, ask } = setUp()
  await ask('models/digits/onnx/model.onnx', true)
  const { file } = runner.sent('fetched')
  expect(file).toMatchObject({ status: 200, body: null })
  expect(file.bytes).toBeGreaterThan(1000)
  await ask('models/no-such-model/config.json')
  expect(runner.sent('fetched').file).toMatchObject({ status: 404, body: null })
})

test('every other URL is asked of the hub, as it is', async () => {
  const asked = stubSite(json)
  const urls = [
    `${HUB}/org/name/resolve/main/config.json`,
    `${HUB}/sublet2/stories/resolve/main/config.json`,
    `${HUB}/sublet/stories/blob/main/config.json`,
    new URL('models/../secret.json', document.baseURI).href,
  ]
  const { runner, hubFile, ask } = setUp()
  for (const url of urls) await ask(url)
  expect(hubFile.mock.calls.map(([url, head]) => [url, head])).toEqual(urls.map((url) => [url, false]))
  expect(runner.count('fetched')).toBe(4)
  expect(asked).toEqual([])
})

test.each<[string, Response, object]>([
  [
    'the size of a range',
    new Response('x', { status: 206, headers: { 'content-range': 'bytes 0-0/900' } }),
    { status: 200, bytes: 900 },
  ],
  [
    'the length, without ranges',
    new Response('x', { headers: { 'content-length': '900' } }),
    { status: 200, bytes: 900 },
  ],
  [
    'no length that is that of its encoding',
    new Response('x', { headers: { 'content-length': '900', 'content-encoding': 'gzip' } }),
    { status: 200, bytes: null },
  ],
  ['an empty file', new Response(null, { status: 416 }), { status: 200, bytes: 0 }],
  ['nothing', new Response('', { status: 404 }), { status: 404, bytes: null }],
])('status and size alone: %s', async (_, response, file) => {
  const asked = stubSite(() => response)
  const { runner, ask } = setUp()
  await ask('models/m/config.json', true)
  expect(asked).toEqual(['models/m/config.json bytes=0-0'])
  expect(runner.sent('fetched').file).toMatchObject({ ...file, body: null })
})

test('the start page of a static host is no file, unless a page is what is asked for', async () => {
  stubSite(() => new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }))
  const { runner, ask } = setUp()
  for (const head of [false, true]) {
    await ask('models/m/config.json', head)
    expect(runner.sent('fetched').file).toEqual({ status: 404, type: '', bytes: null, body: null })
  }
  await ask('models/m/page.html')
  expect(runner.sent('fetched').file).toMatchObject({ status: 200, bytes: 15 })
})

test('a site that cannot be reached, a refusal of staging and what is no URL are told as what they are', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  const hubFile = () => Promise.reject(new SubletError('ModelNotFound', 'no file of a repository'))
  const { runner, ask } = setUp({ hubFile })
  for (const url of ['models/m/config.json', 'https://example.org/config.json', 'blob:x']) {
    await ask(url)
    expect(runner.sent('notFetched')).toMatchObject({ request: url, error: { code: 'ModelNotFound' } })
  }
  expect(runner.count('fetched')).toBe(0)
})

test('a runner cannot make the page fetch any number of files', async () => {
  const { runner, hubFile, ask } = setUp()
  for (let file = 0; file < 1100; file++) await ask(`${HUB}/org/name/resolve/main/${file}`)
  expect([hubFile.mock.calls.length, runner.count('notFetched')]).toEqual([1024, 76])
  expect(runner.sent('notFetched').error).toMatchObject({
    code: 'ModelUnsupported',
    figures: { mostFiles: 1024, mostAtOnce: 64 },
  })
  // Those that it has asked for it may ask for again.
  await ask(`${HUB}/org/name/resolve/main/0`)
  expect(hubFile).toHaveBeenCalledTimes(1025)
})

test('nor any number of them at once', async () => {
  const answers: (() => void)[] = []
  const hubFile = () => new Promise<RepositoryFile>((resolve) => answers.push(() => resolve(found('x'))))
  const { runner, ask } = setUp({ hubFile })
  const all = Array.from({ length: 100 }, () => ask(`${HUB}/org/name/resolve/main/config.json`))
  for (const answer of answers) answer()
  await Promise.all(all)
  expect([runner.count('fetched'), runner.count('notFetched')]).toEqual([64, 36])
})

test('a runner that has ended takes its requests to the site with it, and an answer does no harm', async () => {
  const ended = new AbortController()
  const signals: (AbortSignal | null | undefined)[] = []
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    signals.push(signal)
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  })
  const { runner, ask } = setUp({ ended: ended.signal })
  const asking = ask('models/m/config.json')
  await runner.kill()
  ended.abort()
  await asking
  expect(signals.map((signal) => signal?.aborted)).toEqual([true])
  expect(runner.posted).toEqual([])
})
