import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStaging, type Staging } from './create-staging'
import { matMulFile } from './fixtures/onnx-file'
import { site } from './fixtures/site'

const SOURCE = 'https://example.org/m/model.onnx'
const MODEL = matMulFile()
const EXTERNAL = new URL('./fixtures/external.onnx', import.meta.url).href
const EXTERNAL_DATA = new URL('./fixtures/external.data', import.meta.url).href

let database = ''
let staging: Staging

beforeEach(() => {
  database = `pack-${crypto.randomUUID()}`
  const { fetch: siteFetch } = site({ [SOURCE]: MODEL })
  staging = createStaging({
    fetch: (url, init) => (url === SOURCE ? siteFetch(url, init) : fetch(url, init)),
    now: () => 1000,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
  })
})
afterEach(async () => {
  staging.close()
  await deleteDB(database)
})

const blobAt = async (url: string): Promise<Blob> => (await fetch(url)).blob()

test('bytes are taken apart as the same file from the network is, down to the digest', async () => {
  const file = new Blob([MODEL])
  const { source, files, ...packed } = await staging.pack({ file, externalData: [] })
  const { source: _, files: stored, ...staged } = await staging.ensure(SOURCE)
  expect(packed).toEqual(staged)
  expect(source).toBe(`bytes:${packed.digest}`)
  expect(files.map(({ bytes, segments }) => [bytes, segments.map(({ size }) => size)])).toEqual([
    [MODEL.length, [MODEL.length]],
  ])
  expect(stored[0]?.bytes).toBe(MODEL.length)
})

test('nothing of it is stored', async () => {
  await staging.pack({ file: new Blob([MODEL]), externalData: [] })
  expect((await staging.library()).models).toEqual([])
  const db = await openDB(database)
  expect([await db.count('models'), await db.count('segments')]).toEqual([0, 0])
  db.close()
})

test('external data is found by the name that the graph gives it', async () => {
  const externalData = [{ path: './external.data', data: await blobAt(EXTERNAL_DATA) }]
  const { files, ...packed } = await staging.pack({ file: await blobAt(EXTERNAL), externalData })
  const staged = await staging.ensure(EXTERNAL)
  expect([packed.digest, packed.tensors, packed.skeleton]).toEqual([
    staged.digest,
    staged.tensors,
    staged.skeleton,
  ])
  expect(files.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['the given bytes', expect.any(Number)],
    ['external.data', 12416],
  ])
})

test('external data that was not given is named', async () => {
  await expect(staging.pack({ file: await blobAt(EXTERNAL), externalData: [] })).rejects.toMatchObject({
    code: 'ModelNotFound',
    figures: { location: 'external.data' },
    wayOut: expect.stringContaining('externalData'),
  })
})

test('another digest for other bytes', async () => {
  const other = MODEL.slice()
  other[other.length - 200] = 7
  const [one, two] = await Promise.all(
    [MODEL, other].map((bytes) => staging.pack({ file: new Blob([bytes]), externalData: [] })),
  )
  expect(one?.digest).not.toBe(two?.digest)
})

test.each([
  ['no bytes', new Uint8Array()],
  ['a text', new TextEncoder().encode('<!doctype html><html></html>')],
  ['half of a model', MODEL.slice(0, 2000)],
])('%s is no model', async (_, bytes) => {
  await expect(staging.pack({ file: new Blob([bytes]), externalData: [] })).rejects.toMatchObject({
    code: 'ModelCorrupt',
    message: expect.stringContaining('the given bytes'),
  })
})
