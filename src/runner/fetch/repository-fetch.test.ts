import { expect, test, vi } from 'vitest'
import { SubletError } from '../../protocol/errors'
import type { RepositoryFile } from '../../protocol/repository'
import { createRepositoryFetch } from './repository-fetch'
import { urlOfTicket } from './ticket'

const HUB_FILE = 'https://huggingface.co/org/name/resolve/main/config.json'
const HUB_MODEL = 'https://huggingface.co/org/name/resolve/main/onnx/model.onnx'

function setUp(options: { file?: Partial<RepositoryFile>; staging?: Promise<unknown> } = {}) {
  const native = vi.fn(async () => new Response('native'))
  const stage = vi.fn((_model: string) => options.staging ?? Promise.resolve())
  const file = vi.fn(
    async (_url: string, head: boolean): Promise<RepositoryFile> => ({
      status: 200,
      type: 'application/json',
      bytes: 7,
      body: head ? null : new Blob(['{"a":1}']),
      ...options.file,
    }),
  )
  return { native, stage, file, fetch: createRepositoryFetch({ native, stage, file }) }
}

const refusedWith = (status: number): Promise<never> => {
  const refused = Promise.reject(new SubletError('ModelNotFound', 'it is not there', { figures: { status } }))
  // The test may not come to wait for it.
  refused.catch(() => undefined)
  return refused
}

const ticketOf = async (response: Response): Promise<string | undefined> =>
  urlOfTicket(new Uint8Array(await response.arrayBuffer()))

test.each([
  'https://anywhere.example/model.onnx',
  HUB_MODEL,
  `${HUB_MODEL}?download=true#part`,
  'models/digits/onnx/model.onnx',
  '/models/digits/onnx/model.onnx',
])('%s is staged, and gives a ticket with its length', async (url) => {
  const { native, stage, fetch } = setUp()
  const response = await fetch(url)
  const bytes = new Uint8Array(await response.clone().arrayBuffer())
  expect([response.status, response.ok]).toEqual([200, true])
  expect([await ticketOf(response), bytes.length]).toEqual([
    url,
    Number(response.headers.get('content-length')),
  ])
  expect(stage.mock.calls).toEqual([[url]])
  expect(native).not.toHaveBeenCalled()
})

test.each(['_data', '_data_1', '_data_12'])('the data of a model (%s) is staged with it', async (suffix) => {
  const { stage, fetch } = setUp()
  expect(await ticketOf(await fetch(HUB_MODEL + suffix))).toBe(HUB_MODEL + suffix)
  expect(stage.mock.calls).toEqual([[HUB_MODEL]])
})

test('there is no ticket before the model is staged', async () => {
  let done = (): void => undefined
  const { fetch } = setUp({
    staging: new Promise<void>((resolve) => {
      done = resolve
    }),
  })
  let answered = false
  const response = fetch(HUB_MODEL).then((given) => {
    answered = true
    return given
  })
  await Promise.resolve()
  expect(answered).toBe(false)
  done()
  expect(await ticketOf(await response)).toBe(HUB_MODEL)
})

test.each([401, 403, 404])('a model that the hub refuses with %i is answered with it', async (status) => {
  const { fetch } = setUp({ staging: refusedWith(status) })
  expect((await fetch(HUB_MODEL)).status).toBe(status)
})

test('its data is answered all the same: the model is what fails', async () => {
  const { fetch } = setUp({ staging: refusedWith(404) })
  expect((await fetch(`${HUB_MODEL}_data`)).status).toBe(200)
})

test('a model that cannot be staged for another reason says so', async () => {
  const full = Promise.reject(new SubletError('StorageFull', 'no room'))
  const { fetch } = setUp({ staging: full })
  await expect(fetch(HUB_MODEL)).rejects.toMatchObject({ code: 'StorageFull' })
})

test.each([
  HUB_FILE,
  'https://huggingface.co/datasets/org/name/resolve/main/jfk.wav',
  'models/stories/config.json',
  '/models/stories/config.json',
])('%s is a file that the page has', async (url) => {
  const { native, file, fetch } = setUp()
  const response = await fetch(url)
  expect(response.headers.get('content-length')).toBe('7')
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(await response.json()).toEqual({ a: 1 })
  expect(file.mock.calls).toEqual([[url, false]])
  expect(native).not.toHaveBeenCalled()
})

test('a URL or a Request does too', async () => {
  const { fetch } = setUp()
  expect(await ticketOf(await fetch(new URL(HUB_MODEL)))).toBe(HUB_MODEL)
  expect(await ticketOf(await fetch(new Request(HUB_MODEL)))).toBe(HUB_MODEL)
})

test('a file that is not there is answered with its status', async () => {
  const { fetch } = setUp({ file: { status: 404, bytes: null, body: null } })
  expect((await fetch(HUB_FILE)).status).toBe(404)
})

test.each([HUB_FILE, HUB_MODEL, `${HUB_MODEL}_data`])('the first byte of %s tells its size', async (url) => {
  const { stage, file, fetch } = setUp({ file: { bytes: 400_000_000 } })
  const response = await fetch(url, { headers: { Range: 'bytes=0-0' } })
  expect([response.status, response.headers.get('content-range')]).toEqual([206, 'bytes 0-0/400000000'])
  expect((await response.arrayBuffer()).byteLength).toBe(1)
  expect(file.mock.calls).toEqual([[url, true]])
  expect(stage).not.toHaveBeenCalled()
})

test('so does HEAD; an empty file has no first byte; one that is missing has a status', async () => {
  const whole = await setUp({ file: { bytes: 9 } }).fetch(HUB_MODEL, { method: 'HEAD' })
  expect([whole.status, whole.headers.get('content-length')]).toEqual([200, '9'])
  const probe = { headers: { Range: 'bytes=0-0' } }
  expect((await setUp({ file: { bytes: 0 } }).fetch(HUB_FILE, probe)).status).toBe(416)
  expect((await setUp({ file: { status: 404 } }).fetch(HUB_FILE, probe)).status).toBe(404)
})

test('a range of a file is that range', async () => {
  const { fetch } = setUp()
  const rest = await fetch(HUB_FILE, { headers: { range: 'bytes=2-' } })
  expect([rest.status, rest.headers.get('content-range')]).toEqual([206, 'bytes 2-6/7'])
  expect(await rest.text()).toBe('a":1}')
  expect((await fetch(HUB_FILE, { headers: { range: 'bytes=7-' } })).status).toBe(416)
})

test.each([
  ['data:application/octet-stream,model.onnx', undefined],
  ['blob:null/model.onnx', undefined],
  ['https://anywhere.example/config.json', undefined],
  ['https://huggingface.co.anywhere.example/config.json', undefined],
  ['https://anywhere.example/file?name=model.onnx', undefined],
  [HUB_MODEL, { method: 'POST' }],
])('%s goes on to the native fetch', async (url, init) => {
  const { native, fetch } = setUp()
  expect(await (await fetch(url, init)).text()).toBe('native')
  expect(native).toHaveBeenCalledExactlyOnceWith(url, init)
})

test('what the browser refuses says why, and what can be fetched', async () => {
  const { native, fetch } = setUp()
  native.mockRejectedValue(new TypeError('Failed to fetch'))
  const refused = fetch('https://anywhere.example/config.json')
  await expect(refused).rejects.toBeInstanceOf(TypeError)
  await expect(refused).rejects.toThrow('a handler has no network')
  await expect(fetch('blob:null/gone')).rejects.toThrow('Failed to fetch')
})

test('a request that is aborted is not answered, whether before or meanwhile', async () => {
  const { fetch } = setUp()
  await expect(fetch('a.onnx', { signal: AbortSignal.abort(new Error('no longer')) })).rejects.toThrow(
    'no longer',
  )
  const controller = new AbortController()
  const under = fetch(HUB_FILE, { signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(under).rejects.toThrow('enough')
})
