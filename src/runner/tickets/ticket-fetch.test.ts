import { expect, test, vi } from 'vitest'
import { urlOfTicket } from './ticket'
import { createTicketFetch } from './ticket-fetch'

function setUp() {
  const native = vi.fn(async () => new Response('native'))
  return { native, fetch: createTicketFetch(native) }
}

const ticketOf = async (response: Response): Promise<string | undefined> =>
  urlOfTicket(new Uint8Array(await response.arrayBuffer()))

test.each([
  'https://hub.example/org/name/resolve/main/onnx/model.onnx',
  'https://hub.example/model.onnx?download=true#part',
  'models/digits/onnx/model.onnx',
  '/models/digits/onnx/model.onnx',
])('%s gives a ticket with its length', async (url) => {
  const { native, fetch } = setUp()
  const response = await fetch(url)
  const length = Number(response.headers.get('content-length'))
  expect([response.status, response.ok]).toEqual([200, true])
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([bytes.length, urlOfTicket(bytes)]).toEqual([length, url])
  expect(native).not.toHaveBeenCalled()
})

test('a URL or a Request does too', async () => {
  const { fetch } = setUp()
  const url = 'https://hub.example/model.onnx'
  expect(await ticketOf(await fetch(new URL(url)))).toBe(url)
  expect(await ticketOf(await fetch(new Request(url)))).toBe(url)
})

test('a range is answered with its place and the whole length', async () => {
  const { fetch } = setUp()
  const url = 'https://hub.example/model.onnx'
  const whole = (await (await fetch(url)).arrayBuffer()).byteLength
  const first = await fetch(url, { headers: { Range: 'bytes=0-0' } })
  expect([first.status, first.headers.get('content-range')]).toEqual([206, `bytes 0-0/${whole}`])
  expect(await first.text()).toBe('s')
  const rest = await fetch(url, { headers: { range: 'bytes=7-' } })
  expect(rest.headers.get('content-range')).toBe(`bytes 7-${whole - 1}/${whole}`)
  expect(await rest.text()).toBe(`ticket:${url}`)
  expect((await fetch(url, { headers: { range: `bytes=${whole}-` } })).status).toBe(416)
})

test.each([
  ['data:application/octet-stream,model.onnx', undefined],
  ['blob:null/model.onnx', undefined],
  ['https://hub.example/config.json', undefined],
  ['https://hub.example/model.onnx_data', undefined],
  ['https://hub.example/file?name=model.onnx', undefined],
  ['https://hub.example/model.onnx', { method: 'POST' }],
])('%s goes on to the native fetch', async (url, init) => {
  const { native, fetch } = setUp()
  expect(await (await fetch(url, init)).text()).toBe('native')
  expect(native).toHaveBeenCalledExactlyOnceWith(url, init)
})

test('a request that is aborted before is not answered', async () => {
  const { fetch } = setUp()
  await expect(fetch('a.onnx', { signal: AbortSignal.abort(new Error('no longer')) })).rejects.toThrow(
    'no longer',
  )
})

test('a model is no ticket, however it begins', () => {
  const bytes = new Uint8Array(10_000)
  bytes.set(new TextEncoder().encode('sublet-ticket:x'))
  expect(urlOfTicket(bytes)).toBeUndefined()
  expect(urlOfTicket(new Uint8Array([8, 8]))).toBeUndefined()
})
