import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStaging, type Staging } from '../create-staging'
import { countingBytes, embeddedModel, TWO_AND_A_HALF_SEGMENTS } from '../fixtures/large-model'
import { type RangeSite, rangeSite } from '../fixtures/range-site'
import { SEGMENT_BYTES } from '../store/segments'

const ONE = 'https://example.org/one.onnx'
const TWO = 'https://example.org/two.onnx'
const LARGE = 'https://example.org/large.onnx'
const SMALL_BYTES = 1_024_000
const MARGIN = 64 * 1024 * 1024

const FILES = {
  [ONE]: { bytes: embeddedModel(countingBytes(SMALL_BYTES, 1)), etag: '"1"' },
  [TWO]: { bytes: embeddedModel(countingBytes(SMALL_BYTES, 2)), etag: '"2"' },
  [LARGE]: { bytes: embeddedModel(countingBytes(TWO_AND_A_HALF_SEGMENTS, 3)), etag: '"3"' },
}
const LARGE_BYTES = FILES[LARGE]?.bytes.length ?? 0

let database = ''
let now = 0
let storage: { usage: number; quota: number }
let inUse: Set<string>
let site: RangeSite
const open: Staging[] = []

beforeEach(() => {
  database = `room-${crypto.randomUUID()}`
  now = 1_000
  storage = { usage: 0, quota: 10_000_000_000 }
  inUse = new Set()
  site = rangeSite({ ...FILES })
})

afterEach(async () => {
  full = () => false
  for (const part of open.splice(0)) part.close()
  await deleteDB(database)
})

function start(): Staging {
  const staging = createStaging({
    fetch: site.fetch,
    now: () => ++now,
    storage: { estimate: async () => storage, persisted: async () => true },
    inUse: async () => inUse,
    database,
    sleep: async () => undefined,
  })
  open.push(staging)
  return staging
}

async function sources(staging: Staging): Promise<[string, string][]> {
  return (await staging.library()).models.map(({ source, at }) => [source, at.state])
}

/** Whether the browser has no room for this record. */
let full: (store: string, value: unknown) => boolean = () => false
const put = IDBObjectStore.prototype.put
IDBObjectStore.prototype.put = function (this: IDBObjectStore, value, key) {
  if (full(this.name, value)) throw new DOMException('full', 'QuotaExceededError')
  return put.call(this, value, ...(key === undefined ? [] : [key]))
}

describe('before a download starts', () => {
  test('the least recently used model goes when it does not fit', async () => {
    const staging = start()
    await staging.ensure(ONE)
    await staging.ensure(TWO)
    // Used since: now the other one is the older.
    await staging.ensure(ONE)
    storage = { usage: 0, quota: LARGE_BYTES + MARGIN - 1 }
    await staging.ensure(LARGE)
    expect(await sources(staging)).toEqual([
      [LARGE, 'staged'],
      [ONE, 'staged'],
    ])
  })

  test('pinned models and those that a tab uses stay, under whatever name it uses them', async () => {
    const staging = start()
    await staging.ensure(ONE)
    await staging.ensure(TWO)
    await staging.pin(ONE, true)
    inUse = new Set([`${TWO}#as-a-handler-wrote-it`, 'no model at all'])
    storage = { usage: 0, quota: LARGE_BYTES + MARGIN - 1 }
    await expect(staging.ensure(LARGE)).rejects.toMatchObject({
      code: 'StorageFull',
      figures: { neededBytes: LARGE_BYTES, couldGoBytes: 0, missingBytes: 1 },
      wayOut: expect.stringContaining(`${ONE} (${FILES[ONE]?.bytes.length} bytes, pinned)`),
    })
    expect(await sources(staging)).toEqual([
      [LARGE, 'failed'],
      [ONE, 'staged'],
      [TWO, 'staged'],
    ])
  })

  test('nothing of it is fetched to be thrown away when it cannot fit', async () => {
    storage = { usage: 0, quota: MARGIN }
    await expect(start().ensure(LARGE)).rejects.toMatchObject({ code: 'StorageFull' })
    expect(site.taken(LARGE)).toBeLessThan(SEGMENT_BYTES)
  })
})

describe('when the browser is full in the middle', () => {
  test('a model that is not used goes, and the download goes on', async () => {
    const staging = start()
    await staging.ensure(ONE)
    await staging.ensure(TWO)
    let written = 0
    // Small, so that one of the two is enough.
    site.files[LARGE] = { bytes: embeddedModel(countingBytes(512_000, 3)), etag: '"3"' }
    full = (store) => store === 'segments' && ++written === 1
    await staging.ensure(LARGE)
    expect(await sources(staging)).toEqual([
      [LARGE, 'staged'],
      [TWO, 'staged'],
    ])
  })

  test('with nobody to go it fails with the numbers, and what is stored is kept for the next attempt', async () => {
    const staging = start()
    await staging.ensure(ONE)
    await staging.pin(ONE, true)
    let written = 0
    full = (store) => store === 'segments' && ++written > 1
    await expect(staging.ensure(LARGE)).rejects.toMatchObject({
      code: 'StorageFull',
      figures: { couldGoBytes: 0, neededBytes: expect.any(Number) },
    })
    expect(await sources(staging)).toEqual([
      [LARGE, 'failed'],
      [ONE, 'staged'],
    ])
    full = () => false
    const before = site.taken(LARGE)
    await staging.ensure(LARGE)
    expect(site.taken(LARGE) - before).toBeLessThan(LARGE_BYTES - SEGMENT_BYTES / 2)
    expect(await staging.verify(LARGE)).toMatchObject({ damage: [] })
  })

  test('at the very end nothing of the model is visible, and nothing else is lost', async () => {
    const staging = start()
    await staging.ensure(ONE)
    full = (store) => store === 'models'
    await expect(staging.ensure(TWO)).rejects.toMatchObject({ code: 'StorageFull' })
    full = () => false
    const db = await openDB(database)
    expect(await db.getAllKeys('models')).toEqual([ONE])
    expect(await db.count('files')).toBe(1)
    db.close()
    expect(await staging.verify(ONE)).toMatchObject({ damage: [] })
    const asked = site.requests.length
    await staging.ensure(TWO)
    expect(site.requests).toHaveLength(asked)
  })
})
