import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ModelState } from '../../protocol/library'
import type { StagedModel } from '../../protocol/model'
import { createStaging, type Staging } from '../create-staging'
import { countingBytes, embeddedModel, externalModel } from '../fixtures/large-model'
import { type RangeSite, rangeSite, type SiteFile } from '../fixtures/range-site'
import { hex } from '../store/hex'
import { SEGMENT_BYTES } from '../store/segments'

const SOURCE = 'https://example.org/m/model.onnx'
/** Four segments, the last one short. */
const MODEL = embeddedModel(countingBytes(3 * SEGMENT_BYTES + 65_536))
const OTHER = embeddedModel(countingBytes(3 * SEGMENT_BYTES + 65_536, 1))

let database = ''
let time = 0
const open: Staging[] = []

beforeEach(() => {
  database = `going-on-${crypto.randomUUID()}`
  time = 0
})

afterEach(async () => {
  for (const part of open.splice(0)) part.close()
  await deleteDB(database)
})

function start({ fetch }: RangeSite): Staging {
  const staging = createStaging({
    fetch: (url, init) => fetch(url, init),
    now: () => 1_000,
    monotonic: () => time,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    sleep: async () => undefined,
  })
  open.push(staging)
  return staging
}

/** A site that gives the first segments, and holds back the rest. */
function holding(segments: number, file: Partial<SiteFile> = {}): RangeSite {
  const gate: SiteFile['gate'] = (_, at) =>
    at >= segments * SEGMENT_BYTES ? new Promise(() => undefined) : undefined
  return rangeSite({ [SOURCE]: { bytes: MODEL, etag: '"1"', gate, ...file } })
}

function serving(file: Partial<SiteFile> = {}): RangeSite {
  return rangeSite({ [SOURCE]: { bytes: MODEL, etag: '"1"', ...file } })
}

async function stored(): Promise<number> {
  const db = await openDB(database)
  const count = await db.count('segments')
  db.close()
  return count
}

async function state(staging: Staging): Promise<ModelState | undefined> {
  return (await staging.library()).models[0]?.at
}

async function digest(model: StagedModel | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = model instanceof Uint8Array ? model : await new Blob(model.files[0]?.segments).arrayBuffer()
  return hex(await crypto.subtle.digest('SHA-256', bytes))
}

/** What is asked for in all, to have the file from a segment on. */
function rest(from: number): string {
  return `bytes=${from * SEGMENT_BYTES}-${MODEL.length - 1}`
}

/** Starts a download, and pauses it when so many segments are stored. */
async function pausedAfter(staging: Staging, segments: number): Promise<void> {
  const ended = staging.ensure(SOURCE).catch((cause: unknown) => cause)
  await expect.poll(stored).toBe(segments)
  await staging.pause(SOURCE)
  expect(await ended).toMatchObject({ code: 'Cancelled', wayOut: 'Resume it.' })
}

test('a pause keeps what is stored, and what comes later is fetched only', async () => {
  const held = holding(2)
  const staging = start(held)
  await pausedAfter(staging, 2)
  expect(await state(staging)).toEqual({ state: 'paused', loaded: 2 * SEGMENT_BYTES, total: MODEL.length })
  held.files[SOURCE] = { bytes: MODEL, etag: '"1"' }
  held.requests.splice(0)
  expect(await digest(await staging.ensure(SOURCE))).toBe(await digest(MODEL))
  expect(held.stretches(SOURCE)).toEqual([rest(2)])
  expect(held.taken(SOURCE)).toBe(MODEL.length - 2 * SEGMENT_BYTES)
  expect(await state(staging)).toEqual({ state: 'staged' })
})

test('a worker that starts later goes on from the last whole segment', async () => {
  const first = start(holding(2))
  await pausedAfter(first, 2)
  first.close()
  const site = serving()
  const second = start(site)
  expect(await state(second)).toEqual({ state: 'paused', loaded: 2 * SEGMENT_BYTES, total: MODEL.length })
  const progress: number[] = []
  expect(await digest(await second.ensure(SOURCE, (loaded) => progress.push(loaded)))).toBe(
    await digest(MODEL),
  )
  expect(progress[0]).toBe(2 * SEGMENT_BYTES)
  expect(site.stretches(SOURCE)).toEqual([rest(2)])
})

test('a file that has changed since comes from the beginning, and nothing of the old one is left', async () => {
  const first = start(holding(2))
  await pausedAfter(first, 2)
  first.close()
  const staging = start(serving({ bytes: OTHER, etag: '"2"' }))
  expect(await digest(await staging.ensure(SOURCE))).toBe(await digest(OTHER))
  expect(await stored()).toBe(4)
})

test('so does one whose versions cannot be told', async () => {
  const first = start(rangeSite({ [SOURCE]: { ...holding(2).files[SOURCE], bytes: OTHER } }))
  await pausedAfter(first, 2)
  first.close()
  const site = rangeSite({ [SOURCE]: { bytes: MODEL } })
  expect(await digest(await start(site).ensure(SOURCE))).toBe(await digest(MODEL))
  expect(site.ranges(SOURCE).at(-1)).toBe('bytes=0-')
  expect(await stored()).toBe(4)
})

test('a file that is replaced while it comes is begun anew, and comes out right', async () => {
  const site = serving({
    fault: ({ serial }) => {
      if (serial !== 3) return undefined
      site.files[SOURCE] = { bytes: OTHER, etag: '"2"' }
      return { cutAfter: 5 }
    },
  })
  const staging = start(site)
  expect(await digest(await staging.ensure(SOURCE))).toBe(await digest(OTHER))
  expect(await stored()).toBe(4)
  expect(await staging.verify(SOURCE)).toMatchObject({ damage: [] })
})

test('one that is another each time it is asked for is given up', async () => {
  let version = 0
  const site = serving({ fault: () => ({ cutAfter: 100_000 }) })
  const served = start({
    ...site,
    fetch: (url, init) => {
      version += 1
      site.files[SOURCE] = { ...site.files[SOURCE], bytes: MODEL, etag: `"${version}"` }
      return site.fetch(url, init)
    },
  })
  await expect(served.ensure(SOURCE)).rejects.toMatchObject({
    code: 'ModelCorrupt',
    figures: { versions: 3 },
  })
  expect(await stored()).toBe(0)
})

test('the rate and the time left are told while bytes come', async () => {
  const release: (() => void)[] = []
  const site = serving({
    bytes: MODEL,
    gate: (_, at) => (at === 0 ? undefined : new Promise((resolve) => release.push(resolve))),
    noRange: true,
  })
  const staging = start(site)
  const states: ModelState[] = []
  const done = expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code: 'Cancelled' })
  for (let second = 1; second <= 3; second += 1) {
    await expect.poll(() => release.length).toBe(1)
    time = second * 1_000
    release.pop()?.()
    await expect.poll(() => release.length).toBe(1)
    states.push((await state(staging)) ?? { state: 'staged' })
  }
  expect(states[0]).toMatchObject({ state: 'downloading', loaded: 2 * 65_536, total: MODEL.length })
  const [, , last] = states
  if (last?.state !== 'downloading') throw new Error('it is on its way')
  const rate = (4 * 65_536) / 3
  expect(last.bytesPerSecond).toBeCloseTo(rate, -3)
  expect(last.etaMs).toBeCloseTo(((MODEL.length - 4 * 65_536) / rate) * 1_000, -5)
  staging.close()
  await done
})

test('two models at a time share a buffer, and both come', async () => {
  const second = 'https://example.org/m/second.onnx'
  const site = rangeSite({ [SOURCE]: { bytes: MODEL, etag: '"1"' }, [second]: { bytes: OTHER, etag: '"2"' } })
  const staging = start(site)
  const [one, two] = await Promise.all([staging.ensure(SOURCE), staging.ensure(second)])
  expect([await digest(one), await digest(two)]).toEqual([await digest(MODEL), await digest(OTHER)])
})

test('of a model with data files, those that came are not asked for again', async () => {
  const data = 'https://example.org/m/weights.bin'
  const weights = countingBytes(65_536)
  const site = rangeSite({
    [SOURCE]: { bytes: externalModel({ path: 'weights.bin', bytes: weights.length }), etag: '"m"' },
    [data]: { bytes: weights, etag: '"d"', fault: () => ({ status: 503 }) },
  })
  const staging = start(site)
  await expect(staging.ensure(SOURCE)).rejects.toMatchObject({ code: 'ModelNotFound' })
  expect(await state(staging)).toMatchObject({ state: 'failed', error: { code: 'ModelNotFound' } })
  site.files[data] = { bytes: weights, etag: '"d"' }
  await staging.ensure(SOURCE)
  expect(site.ranges(SOURCE)).toHaveLength(1)
})
