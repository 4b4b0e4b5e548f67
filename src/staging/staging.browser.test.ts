import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ModelSummary } from '../protocol/library'
import type { FileProgress, StagedModel } from '../protocol/model'
import { createStaging, type Staging } from './create-staging'
import type { Fetch } from './download/request'
import { matMulFile, onnxFile } from './fixtures/onnx-file'
import { scanBytes } from './fixtures/pack-bytes'
import { breakingSite, site, slowSite } from './fixtures/site'
import { SEGMENT_BYTES } from './store/segments'

const SOURCE = 'https://example.org/m/model.onnx'
const MODEL = matMulFile()

let database = ''
let staging: Staging
const opened: Staging[] = []

beforeEach(() => {
  database = `staging-${crypto.randomUUID()}`
})

afterEach(async () => {
  for (const part of opened.splice(0)) part.close()
  await deleteDB(database)
})

function start(fetch: Fetch): Staging {
  const created = createStaging({
    fetch,
    now: () => 1000,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    // Nothing that is tried again here is worth waiting for.
    sleep: async () => undefined,
  })
  opened.push(created)
  return created
}

/** How many records lie in the database, seen from outside. */
async function stored(): Promise<{ models: number; segments: number }> {
  const db = await openDB(database)
  const counts = { models: await db.count('models'), segments: await db.count('segments') }
  db.close()
  return counts
}

async function models(): Promise<readonly ModelSummary[]> {
  return (await staging.library()).models
}

async function bytesOf(model: StagedModel, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const entry = model.tensors.find((tensor) => tensor.name === name)
  if (entry === undefined) throw new Error(`${name} has not moved`)
  const file = new Blob(model.files[entry.file]?.segments)
  return new Uint8Array(await file.slice(entry.offset, entry.offset + entry.bytes).arrayBuffer())
}

/** Bytes in which each 4-byte word is another one, so that a shift by anything shows. */
function counting(bytes: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(bytes / 4)
  for (let index = 0; index < words.length; index += 1) words[index] = index
  return new Uint8Array(words.buffer)
}

const LARGE_WEIGHT = counting(2.5 * SEGMENT_BYTES)
const KEPT_WEIGHT = counting(8192)

/** Larger than two segments, with a weight that lies across them and one that stays inline. */
const LARGE_MODEL = onnxFile({
  nodes: [
    { opType: 'MatMul', inputs: ['x', 'w'], outputs: ['a'] },
    { opType: 'Transpose', inputs: ['kept'], outputs: ['y'] },
  ],
  weights: [
    { name: 'w', dataType: 1, dims: [LARGE_WEIGHT.length / 4], raw: LARGE_WEIGHT },
    { name: 'kept', dataType: 1, dims: [KEPT_WEIGHT.length / 4], raw: KEPT_WEIGHT },
  ],
})

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

test('a model is stored as it came, and handed over without its weights', async () => {
  const { fetch } = site({ [SOURCE]: MODEL })
  staging = start(fetch)
  const seen: unknown[] = []
  const model = await staging.ensure(SOURCE, (loaded, total) => seen.push([loaded, total]))
  expect(model).toMatchObject({ source: SOURCE, digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(model.skeleton.length).toBeLessThan(200)
  expect(await bytesOf(model, 'w')).toEqual(Uint8Array.from({ length: 4096 }, (_, index) => index % 251))
  expect(new Uint8Array(await new Blob(model.files[0]?.segments).arrayBuffer())).toEqual(MODEL)
  expect(seen.at(-1)).toEqual([MODEL.length, MODEL.length])
  expect(await models()).toEqual([
    {
      source: SOURCE,
      at: { state: 'staged' },
      staged: {
        digest: model.digest,
        files: [{ path: 'model.onnx', bytes: MODEL.length, users: 1 }],
        bytes: MODEL.length,
        weightBytes: 4096,
        tensors: 1,
        about: {
          irVersion: expect.any(Number),
          opsets: [['', expect.any(Number)]],
          metadata: expect.any(Array),
          operators: [['MatMul', 1]],
          dataTypes: [['float32', 4096]],
        },
        pinned: false,
        inUse: false,
        stagedAt: 1000,
        usedAt: 1000,
      },
    },
  ])
})

test('weights that have to stay and are too many for a skeleton are said to be external, and why', async () => {
  const dims = [33, 1024, 1024]
  const stays = (name: string) => ({ name, dataType: 3, dims, raw: new Uint8Array(33 * 1024 * 1024) })
  const bytes = onnxFile({
    nodes: [
      { opType: 'MatMulInteger', inputs: ['x', 'a'], outputs: ['h'] },
      { opType: 'MatMulInteger', inputs: ['h', 'b'], outputs: ['y'] },
    ],
    weights: [stays('a'), stays('b')],
  })
  staging = start(site({ [SOURCE]: bytes }).fetch)
  const model = await staging.ensure(SOURCE)
  expect(model.externalData.map((entry) => entry.bytes)).toEqual([34603008, 34603008])
  expect(model.skeleton.length).toBeLessThan(1000)
  expect((await models())[0]?.staged?.external).toContain('69206016 bytes')
})

test('a weight may lie across segments, and one that stays comes back out of them', async () => {
  staging = start(site({ [SOURCE]: LARGE_MODEL }).fetch)
  const model = await staging.ensure(SOURCE)
  expect(model.files[0]?.segments.map((segment) => segment.size)).toEqual([
    SEGMENT_BYTES,
    SEGMENT_BYTES,
    LARGE_MODEL.length - 2 * SEGMENT_BYTES,
  ])
  expect(await sha256(await bytesOf(model, 'w'))).toEqual(await sha256(LARGE_WEIGHT))
  const kept = scanBytes(model.skeleton).initializers[0]?.raw
  if (kept === undefined) throw new Error('the weight has not stayed')
  expect(model.skeleton.slice(kept.offset, kept.offset + kept.bytes)).toEqual(KEPT_WEIGHT)
})

test('external data is fetched from the folder of the model', async () => {
  const modelUrl = new URL('./fixtures/external.onnx', import.meta.url).href
  staging = start((url, init) => fetch(url, init))
  const told: (readonly FileProgress[])[] = []
  const model = await staging.ensure(modelUrl, (_loaded, _total, files) => told.push(files))
  const [graph, data] = model.files.map(({ path, bytes }) => ({ path, loaded: bytes, total: bytes }))
  // What belongs to a model besides its graph is known when the graph is.
  expect(told).toContainEqual([graph])
  expect(told).toContainEqual([graph, { ...data, loaded: 0 }])
  expect(told.at(-1)).toEqual([graph, data])
  expect(model.files.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['external.onnx', expect.any(Number)],
    ['external.data', 12416],
  ])
  expect(model.tensors.map(({ name, file, bytes }) => [name, file, bytes])).toEqual([
    ['w1', 1, 4096],
    ['w2', 1, 4096],
  ])
  expect((await bytesOf(model, 'w2')).length).toBe(4096)
})

test('what is there is not fetched again, also by a worker that starts later', async () => {
  const { fetch, asked } = site({ [SOURCE]: MODEL })
  const first = await start(fetch).ensure(SOURCE)
  const second = await start(fetch).ensure(`${SOURCE}#part`)
  expect(second.digest).toBe(first.digest)
  expect(second.skeleton).toEqual(first.skeleton)
  expect(asked).toEqual([SOURCE])
})

test('two callers share one download, and both see its progress', async () => {
  const { fetch, asked, send, end } = slowSite()
  staging = start(fetch)
  const early: number[] = []
  const late: number[] = []
  const halfway = Promise.withResolvers<void>()
  const first = staging.ensure(SOURCE, (loaded) => {
    early.push(loaded)
    if (loaded === 2000) halfway.resolve()
  })
  send(MODEL.slice(0, 2000))
  await halfway.promise
  const second = staging.ensure(SOURCE, (loaded) => late.push(loaded))
  send(MODEL.slice(2000))
  end()
  expect((await first).digest).toBe((await second).digest)
  expect(asked).toEqual([SOURCE])
  expect(early).toEqual([0, 2000, MODEL.length])
  expect(late).toEqual([2000, MODEL.length])
})

describe('a model is visible when it is whole, and not before', () => {
  test('while it comes in there are segments and no model', async () => {
    const bytes = LARGE_MODEL
    const { fetch, send, end } = slowSite()
    staging = start(fetch)
    const first = SEGMENT_BYTES + 1000
    const begun = Promise.withResolvers<void>()
    const model = staging.ensure(SOURCE, (loaded) => {
      if (loaded === first) begun.resolve()
    })
    send(bytes.slice(0, first))
    await begun.promise
    expect(await stored()).toEqual({ models: 0, segments: 1 })
    expect(await models()).toMatchObject([{ at: { state: 'downloading', loaded: first } }])
    expect((await models())[0]?.staged).toBeUndefined()
    send(bytes.slice(first))
    end()
    await model
    expect(await stored()).toEqual({ models: 1, segments: 3 })
  })

  test.each<[string, (bytes: Uint8Array<ArrayBuffer>) => Fetch, string]>([
    ['the connection breaks', (bytes) => breakingSite(bytes, 2 * SEGMENT_BYTES + 5), 'ModelCorrupt'],
    [
      'the file is cut off',
      (bytes) => site({ [SOURCE]: bytes.slice(0, 2 * SEGMENT_BYTES) }).fetch,
      'ModelCorrupt',
    ],
    ['the file is not there', () => site({}).fetch, 'ModelNotFound'],
  ])('when %s, nothing stays', async (_, fetchOf, code) => {
    staging = start(fetchOf(LARGE_MODEL))
    await expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code })
    expect(await stored()).toEqual({ models: 0, segments: 0 })
  })

  test('when external data is not there, what was fetched stays for the next attempt', async () => {
    const model = new URL('./fixtures/external.onnx', import.meta.url).href
    const data = new URL('./external.data', SOURCE).href
    let there = false
    const asked: string[] = []
    staging = start((url, init) => {
      asked.push(url)
      if (url === SOURCE) return fetch(model, init)
      if (!there) return Promise.resolve(new Response('', { status: 404 }))
      return fetch(new URL('external.data', model), init)
    })
    await expect(staging.ensure(SOURCE)).rejects.toMatchObject({
      code: 'ModelNotFound',
      figures: { url: data },
    })
    expect(await stored()).toEqual({ models: 0, segments: 1 })
    there = true
    await staging.ensure(SOURCE)
    expect(asked).toEqual([SOURCE, data, data])
    expect(await stored()).toEqual({ models: 1, segments: 2 })
  })

  test('when the storage is full it is StorageFull with the numbers, and what was there stays', async () => {
    const other = 'https://example.org/m/other.onnx'
    const { fetch } = site({ [SOURCE]: MODEL, [other]: MODEL })
    staging = start(fetch)
    await staging.ensure(SOURCE)
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    try {
      await expect(staging.ensure(other)).rejects.toMatchObject({
        code: 'StorageFull',
        figures: { allowedBytes: expect.any(Number), usedBytes: expect.any(Number) },
      })
    } finally {
      IDBObjectStore.prototype.put = put
    }
    expect(await stored()).toEqual({ models: 1, segments: 1 })
    expect((await models()).map(({ source, at }) => [source, at.state])).toEqual([
      [SOURCE, 'staged'],
      [other, 'failed'],
    ])
  })

  test('a failed download is tried again by the next caller', async () => {
    const files: Record<string, Uint8Array<ArrayBuffer>> = {}
    staging = start(site(files).fetch)
    await expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code: 'ModelNotFound' })
    files[SOURCE] = MODEL
    expect(await staging.ensure(SOURCE)).toMatchObject({ source: SOURCE })
  })
})

test('segments that an interrupted staging left are collected at the start', async () => {
  const { fetch } = site({ [SOURCE]: MODEL })
  await start(fetch).ensure(SOURCE)
  const db = await openDB(database)
  for (const index of [0, 1]) {
    await db.put('segments', { blob: new Blob(['x']), digest: new ArrayBuffer(32) }, ['gone', index])
  }
  db.close()
  expect(await stored()).toEqual({ models: 1, segments: 3 })
  await start(fetch).library()
  expect(await stored()).toEqual({ models: 1, segments: 1 })
})

test('a model that lost a segment is fetched again', async () => {
  const { fetch, asked } = site({ [SOURCE]: MODEL })
  await start(fetch).ensure(SOURCE)
  const db = await openDB(database)
  await db.clear('segments')
  db.close()
  await start(fetch).ensure(SOURCE)
  expect(asked).toEqual([SOURCE, SOURCE])
  expect(await stored()).toEqual({ models: 1, segments: 1 })
})

describe('remove', () => {
  test('deletes the model and its segments; what is not there is no error', async () => {
    staging = start(site({ [SOURCE]: MODEL }).fetch)
    await staging.ensure(SOURCE)
    await staging.remove(SOURCE)
    await staging.remove(SOURCE)
    expect(await stored()).toEqual({ models: 0, segments: 0 })
    expect(await models()).toEqual([])
  })

  test('stops a download that is under way', async () => {
    const { fetch, send } = slowSite()
    staging = start(fetch)
    const pending = expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code: 'Cancelled' })
    send(MODEL.slice(0, 100))
    await staging.remove(SOURCE)
    await pending
    expect(await stored()).toEqual({ models: 0, segments: 0 })
  })
})

test('close stops downloads, and may be called twice', async () => {
  const { fetch, send } = slowSite()
  staging = start(fetch)
  const pending = expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code: 'Cancelled' })
  send(MODEL.slice(0, 100))
  staging.close()
  staging.close()
  await pending
})
