import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Hub, startHub } from './hub'
import { noise } from './source'

const KEY = 'org/name/model.onnx'
const MODEL = noise(200_000)
const whole = Buffer.from(MODEL.read(0, MODEL.size))

let hub: Hub
let url: string
beforeEach(async () => {
  hub = await startHub({ repos: { 'org/name': { files: { 'model.onnx': MODEL, 'config.json': '{}' } } } })
  url = `${hub.url}/org/name/resolve/main/model.onnx`
})
afterEach(() => hub.close())

/** What arrives until the body ends or breaks off. */
async function received(response: Response, stopAt = Number.POSITIVE_INFINITY) {
  const reader = response.body?.getReader()
  let found = 0
  try {
    while (found < stopAt) {
      const next = await reader?.read()
      if (next?.value === undefined) return { found, broke: false }
      found += next.value.length
    }
    await reader?.cancel()
    return { found, broke: false }
  } catch {
    return { found, broke: true }
  }
}

test('the connection is cut after exactly so many bytes, once', async () => {
  hub.fault(KEY, { cutAfter: 70_001, times: 1 })
  expect(await received(await fetch(url))).toEqual({ found: 70_001, broke: true })
  const rest = await fetch(url, { headers: { range: 'bytes=70001-' } })
  expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(70_001))).toBe(true)
})

test('a stalled body sends so much and no more, until the other side gives up', async () => {
  hub.fault(KEY, { stallAfter: 50_000 })
  const stop = new AbortController()
  const response = await fetch(url, { signal: stop.signal })
  const reader = response.body?.getReader()
  let found = 0
  while (found < 50_000) found += (await reader?.read())?.value?.length ?? 0
  const more = reader?.read().then(
    () => 'more',
    () => 'nothing',
  )
  stop.abort()
  expect(await more).toBe('nothing')
  await hub.settled()
  expect(hub.requests.at(-1)).toMatchObject({ origin: 'cdn', sent: 50_000 })
})

test('one bit is wrong, in whatever range it is fetched', async () => {
  hub.fault(KEY, { flip: [1000] })
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
  expect((bytes[1000] ?? 0) ^ (whole[1000] ?? 0)).toBe(1)
  bytes[1000] = whole[1000] ?? 0
  expect(bytes.equals(whole)).toBe(true)
  const part = await fetch(url, { headers: { range: 'bytes=990-1009' } })
  expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(990, 1010))).toBe(false)
})

test('refused so many times, by the hub or by the CDN', async () => {
  hub.fault(KEY, { status: 503, times: 2 })
  const statuses = [await fetch(url), await fetch(url), await fetch(url)].map(({ status }) => status)
  expect(statuses).toEqual([503, 503, 200])
  hub.fault(KEY, { status: 500, at: 'cdn' })
  expect((await fetch(url)).status).toBe(500)
  expect((await fetch(url, { method: 'HEAD', redirect: 'manual' })).status).toBe(302)
})

test('too many requests: the hub says for how long', async () => {
  hub.fault(KEY, { status: 429, retryAfter: 7, times: 1 })
  const { status, headers } = await fetch(url)
  expect([status, headers.get('retry-after')]).toEqual([429, '7'])
  expect(headers.get('ratelimit')).toBe('"resolvers";r=0;t=7')
})

test('a missing file, and a missing repository of the API', async () => {
  hub.fault('org/name/config.json', { status: 404 })
  hub.fault('api/models/org/name', { status: 500 })
  expect((await fetch(`${hub.url}/org/name/resolve/main/config.json`)).status).toBe(404)
  expect((await fetch(`${hub.url}/api/models/org/name`)).status).toBe(500)
  hub.clearFaults()
  expect((await fetch(`${hub.url}/org/name/resolve/main/config.json`)).status).toBe(200)
})

test('without ranges and without a length', async () => {
  hub.fault(KEY, { noRange: true, noLength: true })
  const response = await fetch(url, { headers: { range: 'bytes=5-9' } })
  expect([response.status, response.headers.get('content-length')]).toEqual([200, null])
  expect(response.headers.get('accept-ranges')).toBeNull()
  expect(Buffer.from(await response.arrayBuffer()).equals(whole)).toBe(true)
})

test('a small file breaks in the step that has its bytes', async () => {
  hub.fault('org/name/config.json', { cutAfter: 1, times: 1 })
  expect(await received(await fetch(`${hub.url}/org/name/resolve/main/config.json`))).toEqual({
    found: 1,
    broke: true,
  })
})

test('a digest that does not fit, in the header, in the API and in the pointer', async () => {
  const read = async (): Promise<string[]> => {
    const head = await fetch(url, { method: 'HEAD', redirect: 'manual' })
    const { siblings } = await (await fetch(`${hub.url}/api/models/org/name?blobs=true`)).json()
    const pointer = await (await fetch(`${hub.url}/org/name/raw/main/model.onnx`)).text()
    return [
      head.headers.get('x-linked-etag')?.slice(1, -1) ?? '',
      siblings[1].lfs.sha256,
      /sha256:(\S+)/.exec(pointer)?.[1] ?? '',
    ]
  }
  const [right] = await read()
  hub.fault(KEY, { wrongDigest: true })
  const wrong = await read()
  expect(new Set(wrong).size).toBe(1)
  expect(wrong[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(wrong[0]).not.toBe(right)
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(whole)).toBe(true)
})

test('a slow link keeps to its rate', async () => {
  hub.fault(KEY, { bytesPerSecond: 200_000 })
  const start = performance.now()
  expect(await received(await fetch(url), 60_000)).toMatchObject({ broke: false })
  expect(performance.now() - start).toBeGreaterThan(150)
})

test('closing ends what is under way, and twice is once', async () => {
  hub.fault(KEY, { stallAfter: 10 })
  const response = await fetch(url)
  await Promise.all([hub.close(), hub.close()])
  expect((await received(response)).broke).toBe(true)
})
