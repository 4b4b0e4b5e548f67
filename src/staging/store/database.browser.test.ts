import { deleteDB, type IDBPDatabase, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStaging, type Staging } from '../create-staging'
import { matMulFile } from '../fixtures/onnx-file'
import { type RangeSite, rangeSite } from '../fixtures/range-site'
import { openDatabase, VERSION } from './database'
import { hex } from './hex'
import { createModelStore, type ModelStore } from './model-store'

const SOURCE = 'https://example.org/m/model.onnx'
const MODEL = matMulFile()
const WEIGHTS = Uint8Array.from({ length: 700 }, (_, index) => index % 251)

let database = ''
const open: { close(): void }[] = []

beforeEach(() => {
  database = `database-${crypto.randomUUID()}`
})

afterEach(async () => {
  for (const part of open.splice(0)) part.close()
  await deleteDB(database)
})

function start(site: RangeSite = rangeSite({})): Staging {
  const staging = createStaging({
    fetch: site.fetch,
    now: () => 2_000,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    sleep: async () => undefined,
  })
  open.push(staging)
  return staging
}

function openStore(): ModelStore {
  const store = createModelStore({ database, now: () => 2_000 })
  open.push(store)
  return store
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', bytes)
}

function stores(created: IDBPDatabase): void {
  created.createObjectStore('models', { keyPath: 'source' })
  created.createObjectStore('segments')
}

/** A database as the first version of this site left it: a model of two files, the second in two segments. */
async function version1(): Promise<void> {
  const db = await openDB(database, 1, { upgrade: stores })
  const put = async (file: number, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const segment = { blob: new Blob([bytes]), digest: await sha256(bytes) }
    await db.put('segments', segment, ['attempt', file, index])
  }
  await put(0, 0, MODEL)
  await put(1, 0, WEIGHTS)
  await db.put('models', {
    source: SOURCE,
    staging: 'attempt',
    digest: 'd'.repeat(64),
    skeleton: new Blob([Uint8Array.of(8, 8)]),
    tensors: [{ name: 'w', type: 'float32', dims: [175], file: 1, offset: 0, bytes: 700 }],
    files: [
      { path: 'model.onnx', bytes: MODEL.length, segments: 1 },
      { path: 'weights.bin', bytes: WEIGHTS.length, segments: 1 },
    ],
    inputs: [{ name: 'x', type: 'float32', shape: [1] }],
    outputs: [],
    stagedAt: 500,
    usedAt: 600,
  })
  // What an interrupted staging of that version left, and something that it never wrote.
  await db.put('segments', { blob: new Blob(['x']), digest: new ArrayBuffer(32) }, ['broken off', 0, 0])
  await db.put('models', { source: 'https://example.org/odd.onnx', files: 'many' })
  db.close()
}

/** A database as the second version left it: without files of repositories. */
async function version2(): Promise<void> {
  await start(rangeSite({ [SOURCE]: { bytes: MODEL } })).ensure(SOURCE)
  for (const part of open.splice(0)) part.close()
  const stores = await outside(async (db) => {
    const names = [...db.objectStoreNames].filter((name) => name !== 'documents')
    return Promise.all(
      names.map(async (name) => {
        const { keyPath } = db.transaction(name).store
        return { name, keyPath, keys: await db.getAllKeys(name), values: await db.getAll(name) }
      }),
    )
  })
  await deleteDB(database)
  const db = await openDB(database, 2, {
    upgrade(created) {
      for (const { name, keyPath } of stores)
        created.createObjectStore(name, keyPath === null ? {} : { keyPath })
    },
  })
  for (const { name, keyPath, keys, values } of stores)
    for (const [place, value] of values.entries())
      await db.put(name, value, keyPath === null ? keys[place] : undefined)
  db.close()
}

async function outside<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB(database)
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

describe('a database of version 1', () => {
  test('its model is still there, with the bytes and the times that it had', async () => {
    await version1()
    const staging = start()
    expect((await staging.library()).models).toMatchObject([
      {
        source: SOURCE,
        at: { state: 'staged' },
        staged: { stagedAt: 500, usedAt: 600, pinned: false, bytes: MODEL.length + WEIGHTS.length },
      },
    ])
    const model = await staging.ensure(SOURCE)
    expect(model).toMatchObject({ digest: 'd'.repeat(64), skeleton: Uint8Array.of(8, 8), externalData: [] })
    expect(model.tensors).toMatchObject([{ name: 'w', file: 1, bytes: 700 }])
    const weights = new Uint8Array(await new Blob(model.files[1]?.segments).arrayBuffer())
    expect(hex(await sha256(weights))).toBe(hex(await sha256(WEIGHTS)))
  })

  test('it can be verified and mended from where it came from', async () => {
    await version1()
    const data = new URL('weights.bin', SOURCE).href
    const site = rangeSite({ [SOURCE]: { bytes: MODEL }, [data]: { bytes: WEIGHTS } })
    const staging = start(site)
    expect(await staging.verify(SOURCE)).toMatchObject({ damage: [], repaired: true })
    await outside((db) => db.put('segments', { blob: new Blob(['?']) }, ['attempt/1', 0]))
    expect(await staging.verify(SOURCE)).toMatchObject({
      damage: [{ path: 'weights.bin', segment: 0, foundBytes: 1 }],
      repaired: true,
    })
    expect(site.ranges(data)).toEqual(['bytes=0-699'])
  })

  test('when it cannot be migrated nothing of it is changed, and the reason is told', async () => {
    const damaged = await openDB(database, 1, {
      upgrade: (created) => void created.createObjectStore('models', { keyPath: 'source' }),
    })
    await damaged.put('models', { source: SOURCE })
    damaged.close()
    await expect(openStore().records()).rejects.toMatchObject({
      code: 'StorageFull',
      message: expect.stringContaining('NotFoundError'),
    })
    const db = await openDB(database)
    open.push(db)
    expect([db.version, [...db.objectStoreNames], await db.getAll('models')]).toEqual([
      1,
      ['models'],
      [{ source: SOURCE }],
    ])
  })

  test('what belonged to nothing is gone', async () => {
    await version1()
    await start().library()
    expect(await outside((db) => db.getAllKeys('segments'))).toEqual([
      ['attempt/0', 0],
      ['attempt/1', 0],
    ])
    expect(await outside((db) => db.getAllKeys('models'))).toEqual([SOURCE])
  })
})

describe('a database of version 2', () => {
  test('its model is still there, and files of repositories can be kept', async () => {
    await version2()
    const file = 'https://huggingface.co/org/name/resolve/main/config.json'
    const site = rangeSite({ [file]: { bytes: new TextEncoder().encode('{}') } })
    const staging = start(site)
    expect((await staging.library()).models).toMatchObject([{ source: SOURCE, at: { state: 'staged' } }])
    expect(await staging.verify(SOURCE)).toMatchObject({ damage: [] })
    expect(await (await staging.file(file, false)).body?.text()).toBe('{}')
    await staging.remove(SOURCE)
    expect((await staging.library()).models).toEqual([])
  })
})

describe('another version is open', () => {
  test('a database that a newer page has migrated is refused, with the way out', async () => {
    ;(await openDB(database, VERSION + 1)).close()
    await expect(openStore().records()).rejects.toMatchObject({
      code: 'ProtocolMismatch',
      wayOut: expect.stringMatching(/reload/),
    })
  })

  test('an older page that does not make way: a refusal now, and service once it is closed', async () => {
    const older = await openDB(database, 1, { upgrade: stores })
    const store = openStore()
    await expect(store.records()).rejects.toMatchObject({
      code: 'ProtocolMismatch',
      figures: { currentVersion: 1, neededVersion: VERSION },
    })
    older.close()
    expect(await store.records()).toEqual([])
  })

  test('a newer page that wants to migrate is made way for', async () => {
    const store = openStore()
    await store.records()
    const newer = await openDB(database, VERSION + 1)
    newer.close()
    await expect(store.records()).rejects.toMatchObject({ code: 'ProtocolMismatch' })
  })

  test('a database that was deleted meanwhile is made anew at the next use', async () => {
    const store = openStore()
    await store.saveSetting({ name: 'a', value: 1 })
    await deleteDB(database)
    expect(await store.setting('a')).toBeUndefined()
  })
})

test('a connection that the browser takes away is told, to be opened anew', async () => {
  let lost = 0
  const db = await openDatabase(database, () => {
    lost += 1
  })
  open.push(db)
  // What Chromium does when the storage of a site is cleared; no page can do it to itself.
  db.dispatchEvent(new Event('close'))
  expect(lost).toBe(1)
})

test('closing answers what comes later with Cancelled, and may be done twice', async () => {
  const store = openStore()
  await store.records()
  store.close()
  store.close()
  await expect(store.records()).rejects.toMatchObject({ code: 'Cancelled' })
})
