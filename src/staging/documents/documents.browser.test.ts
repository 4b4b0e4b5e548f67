import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStaging, type Staging } from '../create-staging'
import { countingBytes, externalModel } from '../fixtures/large-model'
import { matMulFile } from '../fixtures/onnx-file'
import { type RangeSite, rangeSite, type SiteFile } from '../fixtures/range-site'
import { hex } from '../store/hex'

const HUB = 'https://huggingface.co'
const REPOSITORY = `${HUB}/org/name/resolve/main`
const CONFIG = `${REPOSITORY}/config.json`
const MODEL = `${REPOSITORY}/onnx/model.onnx`
const MIB = 1024 * 1024

let database = ''
let site: RangeSite
let waits: number[]
const open: Staging[] = []

beforeEach(() => {
  database = `documents-${crypto.randomUUID()}`
  site = rangeSite({ [CONFIG]: json('{"a":1}') })
  waits = []
})

afterEach(async () => {
  for (const part of open.splice(0)) part.close()
  await deleteDB(database)
})

function json(text: string): SiteFile {
  return { bytes: new TextEncoder().encode(text), type: 'application/json', etag: '"1"' }
}

function start(): Staging {
  const staging = createStaging({
    fetch: site.fetch,
    now: () => 1_000,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    sleep: async (ms) => void waits.push(ms),
  })
  open.push(staging)
  return staging
}

/** Every request fails from now on, as without a network. */
function offline(): void {
  site.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
}

/** Megabytes of numbers take the test seconds to compare. */
async function sha256(body: Blob | null): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', (await body?.arrayBuffer()) ?? new ArrayBuffer(0)))
}

async function documents(): Promise<string[]> {
  const db = await openDB(database)
  const urls = await db.getAllKeys('documents')
  db.close()
  return urls.map(String)
}

describe('a file of a repository', () => {
  test('comes from the network once, and then from the store, without a network and for a later worker', async () => {
    const first = start()
    const file = await first.file(CONFIG, false)
    expect(file).toMatchObject({ status: 200, type: 'application/json', bytes: 7 })
    expect(await file.body?.text()).toBe('{"a":1}')
    first.close()
    offline()
    const again = await start().file(CONFIG, false)
    expect(again).toMatchObject({ status: 200, type: 'application/json', bytes: 7 })
    expect(again.body?.type).toBe('application/json')
    expect(await again.body?.text()).toBe('{"a":1}')
    expect(site.requests).toHaveLength(1)
  })

  test('is fetched once for all who ask at the same time, and each is told of the progress', async () => {
    const staging = start()
    const seen: [number, number | null][][] = [[], []]
    const files = await Promise.all(
      seen.map((mine) => staging.file(CONFIG, false, (loaded, total) => mine.push([loaded, total]))),
    )
    expect(files.map(({ bytes }) => bytes)).toEqual([7, 7])
    expect(seen.map((mine) => mine.at(-1))).toEqual([
      [7, 7],
      [7, 7],
    ])
    expect(site.requests).toHaveLength(1)
  })

  test('goes on where its connection broke', async () => {
    const bytes = countingBytes(3 * MIB)
    site.files[CONFIG] = {
      bytes,
      etag: '"1"',
      fault: ({ serial }) => (serial === 1 ? { cutAfter: MIB } : {}),
    }
    const { body } = await start().file(CONFIG, false)
    expect(await sha256(body)).toBe(await sha256(new Blob([bytes])))
    expect(site.ranges(CONFIG)).toEqual(['bytes=0-', `bytes=${MIB}-${3 * MIB - 1}`])
  })

  test('that is another one when its connection breaks is fetched from the start', async () => {
    const bytes = countingBytes(2 * MIB, 7)
    site.files[CONFIG] = {
      bytes: countingBytes(2 * MIB),
      etag: '"1"',
      fault({ serial }) {
        if (serial > 1) site.files[CONFIG] = { bytes, etag: '"2"' }
        return serial === 1 ? { cutAfter: MIB } : { offline: true }
      },
    }
    const { body } = await start().file(CONFIG, false)
    expect(await sha256(body)).toBe(await sha256(new Blob([bytes])))
  })

  test('without a byte is a file', async () => {
    site.files[CONFIG] = { bytes: new Uint8Array(0) }
    expect(await start().file(CONFIG, false)).toMatchObject({ status: 200, bytes: 0, body: { size: 0 } })
  })

  test('of a type that is none is a file all the same', async () => {
    site.files[CONFIG] = { ...json('{}'), type: 'x'.repeat(5_000) }
    expect((await start().file(CONFIG, false)).type).toHaveLength(200)
  })

  test('is told to whoever watches the storage', async () => {
    const staging = start()
    let changes = 0
    staging.onChange(() => {
      changes += 1
    })
    await staging.file(CONFIG, false)
    expect(changes).toBe(1)
    await staging.file(CONFIG, false)
    expect(changes).toBe(1)
  })
})

describe('what is not there', () => {
  test('is asked for again, and known to be absent where the network cannot be reached', async () => {
    delete site.files[CONFIG]
    const staging = start()
    const absent = { status: 404, type: '', bytes: null, body: null }
    expect(await staging.file(CONFIG, false)).toEqual(absent)
    expect(await staging.file(CONFIG, false)).toEqual(absent)
    expect(site.requests).toHaveLength(2)
    staging.close()
    offline()
    const later = start()
    expect(await later.file(CONFIG, false)).toEqual(absent)
    expect(await later.file(CONFIG, true)).toEqual(absent)
    expect(waits).toEqual([])
  })

  test('is there as soon as its server has it', async () => {
    delete site.files[CONFIG]
    const staging = start()
    await staging.file(CONFIG, false)
    site.files[CONFIG] = json('{}')
    expect(await staging.file(CONFIG, false)).toMatchObject({ status: 200, bytes: 2 })
  })

  test('is what a static host answers with its start page, unless a page is what is asked for', async () => {
    const page = `${REPOSITORY}/page.html`
    for (const url of [CONFIG, page]) site.files[url] = { ...json(''), fault: () => ({ html: true }) }
    const staging = start()
    expect(await staging.file(CONFIG, false)).toMatchObject({ status: 404, body: null })
    expect(await staging.file(page, false)).toMatchObject({ status: 200, type: 'text/html' })
  })
})

describe('a refusal', () => {
  test.each([401, 403])('with status %i is told, and not kept', async (status) => {
    site.files[CONFIG] = { ...json('{}'), fault: ({ serial }) => (serial === 1 ? { status } : {}) }
    const staging = start()
    expect(await staging.file(CONFIG, false)).toEqual({ status, type: '', bytes: null, body: null })
    expect(await documents()).toEqual([])
    expect(await staging.file(CONFIG, false)).toMatchObject({ status: 200 })
  })

  test('that asks to wait is waited for', async () => {
    const fault = ({ serial }: { serial: number }) => (serial === 1 ? { status: 429, retryAfter: '3' } : {})
    site.files[CONFIG] = { ...json('{}'), fault }
    expect(await start().file(CONFIG, false)).toMatchObject({ status: 200 })
    expect(waits).toEqual([3_000])
  })

  test('that stays is told as it is, and not kept', async () => {
    site.files[CONFIG] = { ...json('{}'), fault: () => ({ status: 503 }) }
    expect(await start().file(CONFIG, false)).toMatchObject({ status: 503, body: null })
    expect(site.requests).toHaveLength(6)
    expect(await documents()).toEqual([])
  })

  test('by a network that cannot be reached is an error with its way out', async () => {
    offline()
    await expect(start().file(CONFIG, false)).rejects.toMatchObject({
      code: 'ModelNotFound',
      figures: { url: CONFIG },
      wayOut: expect.stringContaining('connection'),
    })
  })
})

describe('status and size alone', () => {
  test('come from the store', async () => {
    const staging = start()
    await staging.file(CONFIG, false)
    expect(await staging.file(CONFIG, true)).toEqual({
      status: 200,
      type: 'application/json',
      bytes: 7,
      body: null,
    })
    expect(site.requests).toHaveLength(1)
  })

  test('of the files of a staged model come from its record', async () => {
    const data = `${REPOSITORY}/onnx/model.onnx_data`
    const bytes = externalModel({ path: 'model.onnx_data', bytes: 65_536 })
    site.files[MODEL] = { bytes }
    site.files[data] = { bytes: countingBytes(65_536) }
    const staging = start()
    await staging.ensure(MODEL)
    site.requests.splice(0)
    expect((await staging.file(MODEL, true)).bytes).toBe(bytes.length)
    expect((await staging.file(data, true)).bytes).toBe(65_536)
    expect(site.requests).toEqual([])
  })

  test('of a model are told wherever it lies, and of other files only where they may be fetched', async () => {
    const anywhere = 'https://anywhere.example/models/model.onnx'
    for (const url of [anywhere, `${anywhere}_data`]) site.files[url] = { bytes: countingBytes(8) }
    const staging = start()
    expect((await staging.file(anywhere, true)).bytes).toBe(8)
    expect((await staging.file(`${anywhere}_data`, true)).bytes).toBe(8)
    await expect(staging.file(anywhere, false)).rejects.toMatchObject({ code: 'ModelNotFound' })
    await expect(staging.file('https://anywhere.example/config.json', true)).rejects.toMatchObject({
      code: 'ModelNotFound',
    })
  })

  test('come from one byte of the file, of which nothing is kept', async () => {
    site.files[MODEL] = { bytes: countingBytes(65 * MIB) }
    const file = await start().file(MODEL, true)
    expect(file).toMatchObject({ status: 200, bytes: 65 * MIB, body: null })
    expect(site.ranges(MODEL)).toEqual(['bytes=0-0'])
    expect(await documents()).toEqual([])
  })

  test.each<[string, SiteFile | undefined, object]>([
    ['an empty file', { bytes: new Uint8Array(0) }, { status: 200, bytes: 0 }],
    ['no file', undefined, { status: 404, bytes: null }],
    ['a server without ranges', { bytes: countingBytes(MIB), noRange: true }, { status: 200, bytes: MIB }],
    [
      'a server that does not say',
      { bytes: countingBytes(MIB), noRange: true, noLength: true },
      { status: 200, bytes: null },
    ],
  ])('%s', async (_, file, found) => {
    delete site.files[CONFIG]
    if (file !== undefined) site.files[CONFIG] = file
    expect(await start().file(CONFIG, true)).toMatchObject({ ...found, body: null })
    expect(site.taken(CONFIG)).toBeLessThanOrEqual(65_536)
    expect(await documents()).toEqual([])
  })
})

describe('a file larger than 64 MiB', () => {
  const bytes = countingBytes(64 * MIB + 4)
  test.each<[string, Partial<SiteFile>, number]>([
    ['is refused by its size', {}, 65_536],
    ['is given up where its size is not told', { noRange: true, noLength: true }, 64 * MIB + 65_536],
  ])('%s', async (_, server, mostTaken) => {
    site.files[CONFIG] = { bytes, ...server }
    await expect(start().file(CONFIG, false)).rejects.toMatchObject({
      code: 'ModelUnsupported',
      figures: { url: CONFIG, foundBytes: 64 * MIB + 4, mostBytes: 64 * MIB },
    })
    expect(site.taken(CONFIG)).toBeLessThanOrEqual(mostTaken)
    expect(await documents()).toEqual([])
  })

  test('one of 64 MiB is none', async () => {
    site.files[CONFIG] = { bytes: bytes.subarray(4) }
    expect(await start().file(CONFIG, false)).toMatchObject({ status: 200, bytes: 64 * MIB })
  })
})

describe("the hub's own address", () => {
  test('stands for the hub of the visitor, which sees the token', async () => {
    const mirrored = 'https://mirror.test/hf/org/name/resolve/main/config.json'
    site.files[mirrored] = json('{}')
    const staging = start()
    await staging.setHub({ base: 'https://mirror.test/hf', token: 'hf_token' })
    expect(await staging.file(CONFIG, false)).toMatchObject({ status: 200, bytes: 2 })
    expect(site.requests.map(({ url, authorization }) => [url, authorization])).toEqual([
      [mirrored, 'Bearer hf_token'],
    ])
  })

  test('also for models; one that was staged before stays in the hands of its visitor', async () => {
    const mirrored = MODEL.replace(HUB, 'https://mirror.test')
    site.files[MODEL] = { bytes: matMulFile() }
    site.files[mirrored] = { bytes: matMulFile() }
    const staging = start()
    await staging.ensure(MODEL)
    await staging.setHub({ base: 'https://mirror.test', token: undefined })
    expect((await staging.ensure(MODEL)).source).toBe(mirrored)
    await staging.pin(MODEL, true)
    const sources = async () =>
      (await staging.library()).models.map(({ source, staged }) => [source, staged?.pinned])
    expect(await sources()).toEqual([
      [MODEL, true],
      [mirrored, false],
    ])
    await staging.remove(MODEL)
    expect(await sources()).toEqual([[mirrored, false]])
  })
})

describe('only files of repositories can be had', () => {
  test.each([
    `${HUB}/org/name/raw/main/README.md`,
    `${HUB}/gpt2/resolve/main/config.json`,
    `${HUB}/datasets/org/name/resolve/main/a/b.png?download=true`,
    `${HUB}/spaces/org/name/resolve/refs%2Fpr%2F1/a.wav`,
  ])('%s is one', async (url) => {
    site.files[url] = json('{}')
    expect(await start().file(url, false)).toMatchObject({ status: 200, bytes: 2 })
  })

  test.each([
    'https://example.org/org/name/resolve/main/config.json',
    'https://huggingface.co.evil.test/org/name/resolve/main/config.json',
    'https://huggingface.co@evil.test/org/name/resolve/main/config.json',
    `${HUB}/`,
    `${HUB}/api/models/org/name/resolve/main/x`,
    `${HUB}/api/resolve/main/x`,
    `${HUB}/org/name/blob/main/config.json`,
    `${HUB}/org/name/resolve/main/`,
    `${HUB}/org/name/resolve/../../../api/whoami-v2`,
    `${HUB}/org/name/more/resolve/main/config.json`,
    'local:config.json',
  ])('%s is none', async (url) => {
    await expect(start().file(url, false)).rejects.toMatchObject({
      code: 'ModelNotFound',
      message: expect.stringContaining(url),
      wayOut: expect.stringContaining('hub'),
    })
    expect(site.requests).toEqual([])
  })
})

test('the files of a repository go with the last model of their revision', async () => {
  const other = `${REPOSITORY}/onnx/decoder.onnx`
  const raw = CONFIG.replace('/resolve/', '/raw/')
  const kept = [`${HUB}/org/name/resolve/v1/config.json`, `${HUB}/org/name2/resolve/main/config.json`]
  for (const url of [MODEL, other]) site.files[url] = { bytes: matMulFile() }
  for (const url of [raw, ...kept]) site.files[url] = json('{}')
  const staging = start()
  await staging.ensure(MODEL)
  await staging.ensure(other)
  for (const url of [CONFIG, raw, ...kept]) await staging.file(url, false)
  await staging.remove(MODEL)
  expect(await documents()).toHaveLength(4)
  await staging.remove(other)
  expect(await documents()).toEqual(kept.toSorted())
})

test('room is made before a file is stored', async () => {
  const staging = createStaging({
    fetch: site.fetch,
    now: () => 1_000,
    storage: { estimate: async () => ({ usage: 10, quota: 10 }), persisted: async () => false },
    inUse: async () => new Set(),
    database,
  })
  open.push(staging)
  await expect(staging.file(CONFIG, false)).rejects.toMatchObject({
    code: 'StorageFull',
    figures: { neededBytes: 7 },
  })
  expect(await documents()).toEqual([])
})

test('closing ends what is under way', async () => {
  site.files[CONFIG] = { ...json('{}'), fault: () => ({ stallAfter: 1 }) }
  const staging = start()
  const begun = Promise.withResolvers<void>()
  const pending = expect(staging.file(CONFIG, false, () => begun.resolve())).rejects.toMatchObject({
    code: 'Cancelled',
  })
  await begun.promise
  staging.close()
  await pending
})
