import { deleteDB, type IDBPDatabase, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Damage } from '../../protocol/library'
import type { StagedModel } from '../../protocol/model'
import { createStaging, type Staging } from '../create-staging'
import { countingBytes, externalModel, TWO_AND_A_HALF_SEGMENTS } from '../fixtures/large-model'
import { type RangeSite, rangeSite } from '../fixtures/range-site'
import { hex } from '../store/hex'
import { SEGMENT_BYTES } from '../store/segments'

const SOURCE = 'https://example.org/m/model.onnx'
const DATA = 'https://example.org/m/weights.bin'
const MODEL = externalModel({ path: 'weights.bin', bytes: TWO_AND_A_HALF_SEGMENTS })
const WEIGHTS = countingBytes(TWO_AND_A_HALF_SEGMENTS)
const OTHERS = countingBytes(TWO_AND_A_HALF_SEGMENTS, 1)

let database = ''
let site: RangeSite
let staging: Staging
const opened: Staging[] = []

beforeEach(() => {
  database = `integrity-${crypto.randomUUID()}`
  site = rangeSite({ [SOURCE]: { bytes: MODEL, etag: '"m"' }, [DATA]: { bytes: WEIGHTS, etag: '"w"' } })
  staging = start()
})

afterEach(async () => {
  for (const part of opened.splice(0)) part.close()
  await deleteDB(database)
})

function start(): Staging {
  const created = createStaging({
    fetch: (url, init) => site.fetch(url, init),
    now: () => 1000,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    sleep: async () => undefined,
  })
  opened.push(created)
  return created
}

async function contentOf(model: StagedModel, file = 1): Promise<string> {
  const bytes = await new Blob(model.files[file]?.segments).arrayBuffer()
  return hex(await crypto.subtle.digest('SHA-256', bytes))
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes))
}

/** The database as whatever spoils it sees it. */
async function outside<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB(database)
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

/** The key of the data file's segments. */
function dataFile(): Promise<string> {
  return outside(async (db) => (await db.get('models', SOURCE)).files[1].file)
}

type Random = () => number

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Place = [file: string, index: number]

/** Spoils the segment at one place, or those at both; says how many are wrong then. */
type Spoil = (db: IDBPDatabase, at: Place, other: Place, random: Random) => Promise<1 | 2>

const SPOILS = {
  async 'a flipped bit'(db, at, _, random) {
    const record = await db.get('segments', at)
    const place = Math.floor(random() * record.blob.size)
    const byte = new Uint8Array(await record.blob.slice(place, place + 1).arrayBuffer())
    const wrong = (byte[0] ?? 0) ^ (1 << Math.floor(random() * 8))
    const blob = new Blob([record.blob.slice(0, place), Uint8Array.of(wrong), record.blob.slice(place + 1)])
    await db.put('segments', { ...record, blob }, at)
    return 1
  },
  async 'a truncation'(db, at, _, random) {
    const record = await db.get('segments', at)
    const blob = record.blob.slice(0, Math.floor(random() * record.blob.size))
    await db.put('segments', { ...record, blob }, at)
    return 1
  },
  async 'something at its end'(db, at) {
    const record = await db.get('segments', at)
    await db.put('segments', { ...record, blob: new Blob([record.blob, 'x']) }, at)
    return 1
  },
  async 'two blobs swapped'(db, at, other) {
    const [a, b] = [await db.get('segments', at), await db.get('segments', other)]
    await db.put('segments', { ...a, blob: b.blob }, at)
    await db.put('segments', { ...b, blob: a.blob }, other)
    return 2
  },
  async 'two records swapped'(db, at, other) {
    const [a, b] = [await db.get('segments', at), await db.get('segments', other)]
    await db.put('segments', b, at)
    await db.put('segments', a, other)
    return 2
  },
  async 'a deletion'(db, at) {
    await db.delete('segments', at)
    return 1
  },
} satisfies Record<string, Spoil>

test('fifty corruptions at rest are all found, named, and mended by fetching just them', async () => {
  const parts: Record<string, Uint8Array<ArrayBuffer>> = {
    // Two segments; the others are small, so that fifty times reading all of them takes seconds.
    'a.bin': countingBytes(SEGMENT_BYTES + 65_536),
    'b.bin': countingBytes(262_144, 7),
    'c.bin': countingBytes(262_144, 70_000),
    'd.bin': countingBytes(262_144, 700_000),
  }
  const model = externalModel(...Object.entries(parts).map(([path, { length }]) => ({ path, bytes: length })))
  site = rangeSite({ [SOURCE]: { bytes: model, etag: '"m"' } })
  for (const [path, bytes] of Object.entries(parts))
    site.files[new URL(path, SOURCE).href] = { bytes, etag: '"d"' }
  await staging.ensure(SOURCE)
  const { files } = await outside((db) => db.get('models', SOURCE))
  const targets = Object.keys(parts).flatMap((path) => {
    const { file, bytes }: { file: string; bytes: number } = files.find(
      (one: { path: string }) => one.path === path,
    )
    return Array.from({ length: Math.ceil(bytes / SEGMENT_BYTES) }, (_, index) => {
      const end = Math.min(bytes, (index + 1) * SEGMENT_BYTES)
      const place: Place = [file, index]
      return { place, path, named: `${path} ${index}`, range: `bytes=${index * SEGMENT_BYTES}-${end - 1}` }
    })
  })
  const random = seeded(4)
  const kinds = Object.entries<Spoil>(SPOILS)
  for (let round = 0; round < 50; round += 1) {
    const [kind, spoil] = kinds[round % kinds.length] ?? []
    const first = Math.floor(random() * targets.length)
    const second = (first + 1 + Math.floor(random() * (targets.length - 1))) % targets.length
    const [at, other] = [targets[first], targets[second]]
    if (spoil === undefined || at === undefined || other === undefined) throw new Error('out of range')
    const count = await outside((db) => spoil(db, at.place, other.place, random))
    const wrong = [at, other].slice(0, count)
    site.requests.splice(0)
    const { damage, repaired } = await staging.verify(SOURCE)
    const what = `round ${round}: ${kind} at ${at.named}, ${other.named}`
    expect(damage.map(({ path, segment }) => `${path} ${segment}`).sort(), what).toEqual(
      wrong.map(({ named }) => named).sort(),
    )
    expect(repaired, what).toBe(true)
    expect(site.requests.map(({ url, range }) => `${url} ${range}`).sort(), what).toEqual(
      wrong.map(({ path, range }) => `${new URL(path, SOURCE).href} ${range}`).sort(),
    )
  }
  expect((await staging.verify(SOURCE)).damage).toEqual([])
  const whole = await staging.ensure(SOURCE)
  for (const [index, bytes] of Object.values(parts).entries())
    expect(await contentOf(whole, index + 1)).toBe(await sha256(bytes))
}, 60_000)

test('damage says where it is and how much is there', async () => {
  await staging.ensure(SOURCE)
  const file = await dataFile()
  await outside(async (db) => {
    const record = await db.get('segments', [file, 1])
    await db.put('segments', { ...record, blob: record.blob.slice(0, 1_000) }, [file, 1])
    await db.delete('segments', [file, 2])
  })
  const expected: Damage[] = [
    {
      path: 'weights.bin',
      segment: 1,
      offset: SEGMENT_BYTES,
      expectedBytes: SEGMENT_BYTES,
      foundBytes: 1_000,
    },
    {
      path: 'weights.bin',
      segment: 2,
      offset: 2 * SEGMENT_BYTES,
      expectedBytes: SEGMENT_BYTES / 2,
      foundBytes: 0,
    },
  ]
  expect(await staging.verify(SOURCE)).toMatchObject({ damage: expected, repaired: true })
})

describe('when the source is gone', () => {
  async function damagedModel(): Promise<string> {
    await staging.ensure(SOURCE)
    const file = await dataFile()
    await outside((db) => SPOILS['a flipped bit'](db, [file, 1], [file, 0], seeded(1)))
    site = rangeSite({})
    expect(await staging.verify(SOURCE)).toMatchObject({ damage: [{ segment: 1 }], repaired: false })
    return file
  }

  function back(weights = WEIGHTS, etag = '"w"'): void {
    site = rangeSite({ [SOURCE]: { bytes: MODEL, etag: '"m"' }, [DATA]: { bytes: weights, etag } })
  }

  test('the model is told to be damaged, by a later worker too, and is not handed out', async () => {
    await damagedModel()
    const damaged = { state: 'damaged', damage: [{ path: 'weights.bin', segment: 1 }] }
    expect((await staging.library()).models).toMatchObject([{ source: SOURCE, at: damaged, staged: {} }])
    await expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code: 'ModelNotFound' })
    staging.close()
    staging = start()
    expect((await staging.library()).models).toMatchObject([{ source: SOURCE, at: damaged, staged: {} }])
  })

  test('it is whole again when the source is, and only what was missing is fetched', async () => {
    await damagedModel()
    back()
    expect(await contentOf(await staging.ensure(SOURCE))).toBe(await sha256(WEIGHTS))
    expect(site.ranges(SOURCE)).toEqual([])
    expect(site.stretches(DATA)).toEqual([`bytes=${SEGMENT_BYTES}-${2 * SEGMENT_BYTES - 1}`])
    expect((await staging.library()).models).toMatchObject([{ at: { state: 'staged' } }])
    expect((await staging.verify(SOURCE)).damage).toEqual([])
  })

  test('another server may call it another version: the digests judge', async () => {
    await damagedModel()
    back(WEIGHTS, '"moved"')
    expect(await contentOf(await staging.ensure(SOURCE))).toBe(await sha256(WEIGHTS))
    expect(site.stretches(DATA)).toEqual([`bytes=${SEGMENT_BYTES}-${2 * SEGMENT_BYTES - 1}`])
  })

  test('when another file is there since, that is fetched instead, and nothing is mixed', async () => {
    const before = await damagedModel()
    back(OTHERS, '"new"')
    expect(await contentOf(await staging.ensure(SOURCE))).toBe(await sha256(OTHERS))
    const files = await outside(async (db) => (await db.getAllKeys('segments')).map((key) => String(key)))
    expect(files.filter((key) => key.startsWith(before))).toEqual([])
    expect((await staging.verify(SOURCE)).damage).toEqual([])
  })

  test('removing it leaves nothing', async () => {
    await damagedModel()
    await expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code: 'ModelNotFound' })
    await staging.remove(SOURCE)
    expect(await outside(async (db) => [await db.count('segments'), await db.count('files')])).toEqual([0, 0])
  })
})

test.each(['two records swapped', 'two blobs swapped', 'a flipped bit'] as const)(
  'a download does not go on from a wrong segment: %s',
  async (kind) => {
    // The last piece does not come: three segments are there when it is paused.
    site.files[DATA] = {
      bytes: WEIGHTS,
      etag: '"w"',
      gate: (_, at) => (at >= WEIGHTS.length - 65_536 ? new Promise(() => undefined) : undefined),
    }
    const ended = staging.ensure(SOURCE).catch((cause: unknown) => cause)
    await expect.poll(() => outside((db) => db.count('segments')), { timeout: 10_000 }).toBe(3)
    await staging.pause(SOURCE)
    expect(await ended).toMatchObject({ code: 'Cancelled' })
    const download = await outside((db) => db.get('downloads', SOURCE))
    const { id } = download.files.find(({ path }: { path: string }) => path === 'weights.bin')
    await outside((db) => SPOILS[kind](db, [id, 0], [id, 1], seeded(9)))
    site = rangeSite({ [SOURCE]: { bytes: MODEL, etag: '"m"' }, [DATA]: { bytes: WEIGHTS, etag: '"w"' } })
    expect(await contentOf(await staging.ensure(SOURCE))).toBe(await sha256(WEIGHTS))
    expect(site.ranges(SOURCE)).toEqual([])
  },
)

describe('a hub that tells digests', () => {
  const HUB = 'https://hub.example'
  const HUB_MODEL = `${HUB}/org/name/resolve/main/onnx/model.onnx`
  const HUB_DATA = `${HUB}/org/name/resolve/main/onnx/weights.bin`
  const API = `${HUB}/api/models/org/name/revision/main?blobs=true`

  async function hub(digest: string | undefined): Promise<void> {
    const siblings = [
      { rfilename: 'onnx/model.onnx', lfs: { sha256: await sha256(MODEL) } },
      { rfilename: 'onnx/weights.bin', ...(digest === undefined ? {} : { lfs: { sha256: digest } }) },
    ]
    site = rangeSite({
      [HUB_MODEL]: { bytes: MODEL, etag: '"m"' },
      [HUB_DATA]: { bytes: WEIGHTS, etag: '"w"' },
      [API]: { bytes: new TextEncoder().encode(JSON.stringify({ siblings })) },
    })
    await staging.setHub({ base: HUB, token: undefined })
  }

  test('is asked once, and a file that is right is marked as checked', async () => {
    const digest = await sha256(WEIGHTS)
    await hub(digest)
    await staging.ensure('hf:org/name')
    expect(site.requests.filter(({ url }) => url === API)).toHaveLength(1)
    const files = await outside((db) => db.getAll('files'))
    expect(files.map(({ sha256: found }) => found).sort()).toEqual([digest, await sha256(MODEL)].sort())
  })

  test('is believed more than the bytes that came', async () => {
    await hub('0'.repeat(64))
    await expect(staging.ensure('hf:org/name')).rejects.toMatchObject({
      code: 'ModelCorrupt',
      figures: { expectedSha256: '0'.repeat(64), foundSha256: await sha256(WEIGHTS), file: 'weights.bin' },
    })
    expect(await outside((db) => db.count('segments'))).toBe(0)
  })

  test('may be silent about a file, or altogether', async () => {
    await hub(undefined)
    expect(await contentOf(await staging.ensure('hf:org/name'))).toBe(await sha256(WEIGHTS))
    delete site.files[API]
    await staging.remove('hf:org/name')
    expect(await contentOf(await staging.ensure('hf:org/name'))).toBe(await sha256(WEIGHTS))
  })

  test('has a newer file than the damaged one that is mended: the newer one is fetched', async () => {
    await hub(await sha256(WEIGHTS))
    await staging.ensure('hf:org/name')
    const file = await outside(async (db) => (await db.get('models', HUB_MODEL)).files[1].file)
    await outside((db) => db.delete('segments', [file, 2]))
    await hub(await sha256(OTHERS))
    // All but the first word of each are other ones; the missing segment is, too.
    site.files[HUB_DATA] = { bytes: OTHERS, etag: '"n"' }
    expect(await contentOf(await staging.ensure('hf:org/name'))).toBe(await sha256(OTHERS))
  })
})
