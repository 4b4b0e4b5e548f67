import { describe, expect, test } from 'vitest'
import { download, type Fetch } from './download'

const URL_OF_MODEL = 'https://example.org/model.onnx'

async function run(
  fetch: Fetch,
  abort = new AbortController(),
): Promise<{ bytes: number; total: number | null }> {
  const seen: { bytes: number; total: number | null } = { bytes: 0, total: null }
  await download({
    url: URL_OF_MODEL,
    fetch,
    signal: abort.signal,
    announced: (total) => {
      seen.total = total
    },
    async chunk(bytes) {
      seen.bytes += bytes.length
    },
  })
  return seen
}

const answer =
  (body: BodyInit | null, init: ResponseInit = {}): Fetch =>
  async () =>
    new Response(body, init)

/** Two chunks, then the connection breaks. */
function breaking(): ReadableStream<Uint8Array> {
  let count = 0
  return new ReadableStream({
    pull(controller) {
      count += 1
      if (count <= 2) controller.enqueue(new Uint8Array(100))
      else controller.error(new TypeError('network error'))
    },
  })
}

test('the body comes in chunks, with its announced length', async () => {
  const fetch = answer(new Uint8Array(5000), { headers: { 'content-length': '5000' } })
  expect(await run(fetch)).toEqual({ bytes: 5000, total: 5000 })
})

describe('what the server does not give is not found', () => {
  test.each([404, 410, 403, 500])('status %i', async (status) => {
    await expect(run(answer('no', { status }))).rejects.toMatchObject({
      code: 'ModelNotFound',
      figures: { url: URL_OF_MODEL, status },
    })
  })

  test('a web page in its place', async () => {
    const fetch = answer('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
    await expect(run(fetch)).rejects.toMatchObject({ code: 'ModelNotFound', figures: { status: 200 } })
  })

  test('no connection', async () => {
    const fetch: Fetch = async () => {
      throw new TypeError('Failed to fetch')
    }
    await expect(run(fetch)).rejects.toMatchObject({ code: 'ModelNotFound', figures: { url: URL_OF_MODEL } })
  })
})

describe('what ends early is corrupt, with both numbers', () => {
  const figures = { expectedBytes: 300, foundBytes: 200 }

  test('a body that is shorter than announced', async () => {
    const fetch = answer(new Uint8Array(200), { headers: { 'content-length': '300' } })
    await expect(run(fetch)).rejects.toMatchObject({ code: 'ModelCorrupt', figures })
  })

  test('a connection that breaks', async () => {
    const fetch = answer(breaking(), { headers: { 'content-length': '300' } })
    await expect(run(fetch)).rejects.toMatchObject({ code: 'ModelCorrupt', figures })
  })
})

test('the length of an encoded body says nothing of the bytes that come out', async () => {
  const headers = { 'content-length': '300', 'content-encoding': 'gzip' }
  expect(await run(answer(new Uint8Array(5000), { headers }))).toEqual({ bytes: 5000, total: null })
})

test('a download that is stopped is cancelled', async () => {
  const abort = new AbortController()
  const fetch: Fetch = async (_url, { signal }) => {
    abort.abort()
    signal?.throwIfAborted()
    return new Response('')
  }
  await expect(run(fetch, abort)).rejects.toMatchObject({ code: 'Cancelled' })
})
