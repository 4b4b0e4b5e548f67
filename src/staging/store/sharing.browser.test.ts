import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStaging, type Staging } from '../create-staging'
import { matMulFile } from '../fixtures/onnx-file'
import { type RangeSite, rangeSite } from '../fixtures/range-site'

const ONE = 'https://example.org/one/model.onnx'
const TWO = 'https://example.org/two/model.onnx'
const MODEL = matMulFile()
const DAY_MS = 24 * 60 * 60_000

let database = ''
let now = 0
const open: Staging[] = []

beforeEach(() => {
  database = `sharing-${crypto.randomUUID()}`
  now = 100 * DAY_MS
})

afterEach(async () => {
  for (const part of open.splice(0)) part.close()
  await deleteDB(database)
})

function start({ fetch }: RangeSite): Staging {
  const staging = createStaging({
    fetch,
    now: () => now,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    sleep: async () => undefined,
  })
  open.push(staging)
  return staging
}

async function counts(): Promise<Record<string, number>> {
  const db = await openDB(database)
  const found: Record<string, number> = {}
  for (const name of ['models', 'files', 'segments', 'downloads']) found[name] = await db.count(name)
  db.close()
  return found
}

describe('two models of the same bytes', () => {
  test('share one file, and say so', async () => {
    const staging = start(rangeSite({ [ONE]: { bytes: MODEL }, [TWO]: { bytes: MODEL } }))
    const [one, two] = [await staging.ensure(ONE), await staging.ensure(TWO)]
    expect(two.digest).toBe(one.digest)
    expect(await counts()).toEqual({ models: 2, files: 1, segments: 1, downloads: 0 })
    const { models } = await staging.library()
    expect(models.map(({ staged }) => staged?.files[0]?.users)).toEqual([2, 2])
  })

  test('deleting one keeps the bytes for the other, deleting both deletes them', async () => {
    const staging = start(rangeSite({ [ONE]: { bytes: MODEL }, [TWO]: { bytes: MODEL } }))
    await staging.ensure(ONE)
    await staging.ensure(TWO)
    await staging.remove(ONE)
    expect(await counts()).toMatchObject({ models: 1, files: 1, segments: 1 })
    const left = await staging.ensure(TWO)
    expect(new Uint8Array(await new Blob(left.files[0]?.segments).arrayBuffer())).toEqual(MODEL)
    await staging.remove(TWO)
    expect(await counts()).toEqual({ models: 0, files: 0, segments: 0, downloads: 0 })
  })

  test('damage of the shared file is mended from where the other model has it', async () => {
    const site = rangeSite({ [ONE]: { bytes: MODEL }, [TWO]: { bytes: MODEL } })
    const staging = start(site)
    await staging.ensure(ONE)
    await staging.ensure(TWO)
    const db = await openDB(database)
    await db.clear('segments')
    db.close()
    delete site.files[ONE]
    await expect(staging.ensure(ONE)).rejects.toMatchObject({ code: 'ModelNotFound' })
    await staging.ensure(TWO)
    await staging.ensure(ONE)
    expect(await counts()).toEqual({ models: 2, files: 1, segments: 1, downloads: 0 })
  })
})

describe('at the start', () => {
  /** A download that was broken off after its first file. */
  async function brokenOff(paused: boolean): Promise<void> {
    await start(rangeSite({ [TWO]: { bytes: MODEL } })).ensure(TWO)
    const db = await openDB(database)
    const segment = await db.get('segments', (await db.getAllKeys('segments'))[0] ?? [])
    await db.put('segments', { ...segment, file: 'begun' }, ['begun', 0])
    await db.put('segments', { ...segment, file: 'nobody' }, ['nobody', 0])
    const file = { path: 'model.onnx', url: ONE, id: 'begun', validator: '"1"', bytes: MODEL.length }
    await db.put('downloads', { source: ONE, files: [file], paused, startedAt: now })
    await db.put('files', { ...(await db.getAll('files'))[0], id: 'unused' })
    db.close()
  }

  test('orphans are collected, and what a download has stored is kept and gone on with', async () => {
    await brokenOff(false)
    const site = rangeSite({ [ONE]: { bytes: MODEL, etag: '"1"' } })
    const staging = start(site)
    expect((await staging.library()).models).toMatchObject([
      { source: ONE, at: { state: 'paused', loaded: MODEL.length, total: MODEL.length } },
      { source: TWO },
    ])
    expect(await counts()).toEqual({ models: 1, files: 1, segments: 2, downloads: 1 })
    await staging.ensure(ONE)
    expect(site.requests).toEqual([])
    expect(await counts()).toEqual({ models: 2, files: 1, segments: 1, downloads: 0 })
  })

  test.each([
    ['one that was broken off two weeks ago is collected', false, 0],
    ['one that the visitor paused stays', true, 1],
  ])('of downloads, %s', async (_, paused, left) => {
    await brokenOff(paused)
    now += 15 * DAY_MS
    await start(rangeSite({})).library()
    expect(await counts()).toEqual({ models: 1, files: 1, segments: 1 + left, downloads: left })
  })
})
