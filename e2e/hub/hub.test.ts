import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Hub, startHub } from './hub'
import { noise } from './source'

const MODEL = noise(300_000, 7)
const whole = Buffer.from(MODEL.read(0, MODEL.size))
const digest = createHash('sha256').update(whole).digest('hex')
const CONFIG = '{"model_type":"bert"}'

let hub: Hub
beforeEach(async () => {
  hub = await startHub({
    repos: {
      'org/name': { files: { 'onnx/model.onnx': MODEL, 'config.json': CONFIG }, revisions: ['v1.0'] },
      'org/gated': { files: { 'model.onnx': MODEL }, gated: 'manual', tokens: ['hf_in'] },
      'org/private': { files: { 'model.onnx': MODEL }, private: true, tokens: ['hf_in'] },
    },
    files: { 'anywhere/plain.onnx': MODEL },
    tokens: ['hf_out'],
  })
})
afterEach(() => hub.close())

const model = (revision = 'main'): string => `${hub.url}/org/name/resolve/${revision}/onnx/model.onnx`
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())

test('a large file is redirected to the CDN, and the redirect declares its digest', async () => {
  const redirect = await fetch(model(), { method: 'HEAD', redirect: 'manual' })
  expect(redirect.status).toBe(302)
  expect(redirect.headers.get('location')).toMatch(hub.cdn)
  expect(redirect.headers.get('x-linked-etag')).toBe(`"${digest}"`)
  expect(redirect.headers.get('x-linked-size')).toBe('300000')
  expect(redirect.headers.get('x-repo-commit')).toMatch(/^[0-9a-f]{40}$/)

  const response = await fetch(model('v1.0'), { headers: { origin: 'http://page.test' } })
  expect((await bytesOf(response)).equals(whole)).toBe(true)
  expect(response.headers.get('etag')).not.toContain(digest)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(hub.requests).toMatchObject([
    { origin: 'hub', method: 'HEAD', status: 302 },
    { origin: 'hub', method: 'GET', path: '/org/name/resolve/v1.0/onnx/model.onnx', status: 302 },
    { origin: 'cdn', status: 200, sent: 300_000 },
  ])
})

test('a small file stays on the hub, under the id that Git gives it', async () => {
  const response = await fetch(`${hub.url}/org/name/resolve/main/config.json`)
  expect(await response.text()).toBe(CONFIG)
  // git hash-object
  const oid = createHash('sha1').update(`blob ${CONFIG.length}\0${CONFIG}`).digest('hex')
  expect(response.headers.get('etag')).toBe(`"${oid}"`)
  expect(hub.requests.map(({ status }) => status)).toEqual([307, 200])
})

test('one range, its validator, and a range outside', async () => {
  const part = await fetch(model(), { headers: { range: 'bytes=100-199' } })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe('bytes 100-199/300000')
  expect(part.headers.get('accept-ranges')).toBe('bytes')
  expect(await bytesOf(part)).toEqual(whole.subarray(100, 200))
  const etag = part.headers.get('etag') ?? ''
  const again = await fetch(model(), { headers: { range: 'bytes=100-199', 'if-range': etag } })
  expect(again.status).toBe(206)
  hub.fault('org/name/onnx/model.onnx', { etag: 'moved' })
  const changed = await fetch(model(), { headers: { range: 'bytes=100-199', 'if-range': etag } })
  expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"moved"'])
  const outside = await fetch(model(), { headers: { range: 'bytes=300000-' } })
  expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */300000'])
})

test('the API lists the files, and their digests when they are asked for', async () => {
  const api = `${hub.url}/api/models/org/name`
  const info = await (await fetch(`${api}/revision/v1.0`)).json()
  expect(info).toMatchObject({ id: 'org/name', gated: false })
  expect(info.siblings).toEqual([{ rfilename: 'config.json' }, { rfilename: 'onnx/model.onnx' }])
  const { siblings } = await (await fetch(`${api}?blobs=true`)).json()
  expect(siblings[1]).toMatchObject({ size: 300_000, lfs: { sha256: digest, size: 300_000 } })
  const tree = await (await fetch(`${api}/tree/main?recursive=true`)).json()
  expect(tree[1]).toMatchObject({ path: 'onnx/model.onnx', lfs: { oid: digest } })
  expect(tree[0]).not.toHaveProperty('lfs')
  expect((await fetch(`${api}/revision/v9`)).headers.get('x-error-code')).toBe('RevisionNotFound')
})

test.each([
  ['org/gated', undefined, 401, 'GatedRepo'],
  ['org/gated', 'hf_unheard_of', 401, 'GatedRepo'],
  ['org/gated', 'hf_out', 403, 'GatedRepo'],
  ['org/gated', 'hf_in', 200, null],
  ['org/private', undefined, 401, 'RepoNotFound'],
  ['org/private', 'hf_out', 404, 'RepoNotFound'],
  ['org/private', 'hf_in', 200, null],
  ['org/missing', undefined, 401, 'RepoNotFound'],
  ['org/missing', 'hf_in', 404, 'RepoNotFound'],
])('%s with token %s: %i', async (id, token, status, code) => {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(`${hub.url}/${id}/resolve/main/model.onnx`, { headers })
  await response.arrayBuffer()
  expect([response.status, response.headers.get('x-error-code')]).toEqual([status, code])
})

test('the card of a gated repository is public', async () => {
  const response = await fetch(`${hub.url}/api/models/org/gated`)
  expect(await response.json()).toMatchObject({ gated: 'manual' })
})

test('new bytes are a new commit, and the old link to the CDN is dead', async () => {
  const before = await fetch(model(), { method: 'HEAD', redirect: 'manual' })
  hub.put('org/name/onnx/model.onnx', noise(1000, 8))
  const after = await fetch(model(), { method: 'HEAD', redirect: 'manual' })
  expect(after.headers.get('x-repo-commit')).not.toBe(before.headers.get('x-repo-commit'))
  expect(after.headers.get('x-linked-size')).toBe('1000')
  expect((await fetch(before.headers.get('location') ?? '')).status).toBe(403)
})

test('a page may not send If-Range to the CDN', async () => {
  const options = { method: 'OPTIONS', headers: { 'access-control-request-headers': 'if-range' } }
  const { headers } = await fetch(`${hub.cdn}/xet-bridge-us/x`, options)
  expect(headers.get('access-control-allow-headers')?.toLowerCase()).not.toContain('if-range')
  const own = await fetch(`${hub.url}/anywhere/plain.onnx`, options)
  expect(own.headers.get('access-control-allow-headers')).toBe('if-range')
})

test('3 GB need no disk and no memory', async () => {
  hub.put('anywhere/large.onnx', noise(3e9))
  const response = await fetch(`${hub.url}/anywhere/large.onnx`, { headers: { range: 'bytes=2999999990-' } })
  expect(await bytesOf(response)).toEqual(Buffer.from(noise(3e9).read(2_999_999_990, 3e9)))
})
