import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStaging, type Staging } from '../create-staging'
import { countingBytes, externalModel } from '../fixtures/large-model'
import { matMulFile } from '../fixtures/onnx-file'
import { type RangeSite, rangeSite } from '../fixtures/range-site'

const BASE = 'https://hub.example'
const TOKEN = 'hf_ThisIsTheVisitorsToken'
const MODEL = `${BASE}/org/name/resolve/main/onnx/model.onnx`
const DATA = `${BASE}/org/name/resolve/main/onnx/weights.bin`
const ELSEWHERE = [
  'https://hub.example.evil.example/m.onnx',
  'http://hub.example/m.onnx',
  `${BASE}:8443/m.onnx`,
]

let database = ''
let site: RangeSite
const open: Staging[] = []

beforeEach(() => {
  database = `hub-${crypto.randomUUID()}`
  const weights = countingBytes(65_536)
  site = rangeSite({
    [MODEL]: { bytes: externalModel({ path: 'weights.bin', bytes: weights.length }), etag: '"m"' },
    [DATA]: { bytes: weights, etag: '"w"' },
    ...Object.fromEntries(ELSEWHERE.map((url) => [url, { bytes: matMulFile() }])),
  })
})

afterEach(async () => {
  for (const part of open.splice(0)) part.close()
  await deleteDB(database)
})

function start(): Staging {
  const staging = createStaging({
    fetch: site.fetch,
    now: () => 1_000,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    sleep: async () => undefined,
  })
  open.push(staging)
  return staging
}

/** Every byte that a record holds, with what is in its Blobs. */
async function text(value: unknown): Promise<string> {
  if (value instanceof Blob) return value.text()
  if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value)
  if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value)
  if (typeof value !== 'object' || value === null) return String(value)
  return (
    await Promise.all(Object.entries(value).map(async ([key, part]) => key + (await text(part))))
  ).join()
}

test('the token is shown to the hub, for the data and the digests too, and to nobody else', async () => {
  const staging = start()
  await staging.setHub({ base: BASE, token: TOKEN })
  await staging.ensure('hf:org/name')
  for (const url of ELSEWHERE) await staging.ensure(url)
  const shown = site.requests.filter(({ authorization }) => authorization !== undefined)
  expect(new Set(shown.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${TOKEN}`]))
  const api = `${BASE}/api/models/org/name/revision/main?blobs=true`
  expect(new Set(shown.map(({ url }) => url))).toEqual(new Set([MODEL, DATA, api]))
  expect(site.requests.filter(({ url }) => url === MODEL || url === DATA || url === api)).toEqual(shown)
})

test('it is kept for a later worker, and lies nowhere in the database as it is', async () => {
  const first = start()
  await first.setHub({ base: BASE, token: TOKEN })
  await first.ensure('hf:org/name')
  first.close()
  const db = await openDB(database)
  const all = await Promise.all([...db.objectStoreNames].map((name) => db.getAll(name)))
  const found = await text(all.flat())
  const key = await db.get('settings', 'hubKey')
  db.close()
  expect(found).toContain(BASE)
  expect(found).not.toContain(TOKEN)
  expect(found).not.toContain(btoa(TOKEN))
  expect(key.value).toBeInstanceOf(CryptoKey)
  await expect(crypto.subtle.exportKey('raw', key.value)).rejects.toMatchObject({
    name: 'InvalidAccessError',
  })

  site.requests.splice(0)
  const second = start()
  await second.remove('hf:org/name')
  await second.ensure('hf:org/name')
  expect(site.requests.find(({ url }) => url === MODEL)?.authorization).toBe(`Bearer ${TOKEN}`)
})

test('what the library tells does not have it', async () => {
  const staging = start()
  await staging.setHub({ base: BASE, token: TOKEN })
  await staging.ensure('hf:org/name')
  delete site.files[MODEL]
  await staging.remove('hf:org/name')
  const refused = await staging.ensure('hf:org/name').catch((cause: unknown) => cause)
  expect(JSON.stringify([await staging.library(), refused])).not.toContain(TOKEN)
  expect(String(refused)).not.toContain(TOKEN)
})

test('it can be taken away again', async () => {
  const staging = start()
  await staging.setHub({ base: BASE, token: TOKEN })
  await staging.setHub({ base: BASE, token: undefined })
  await staging.ensure('hf:org/name')
  expect(site.requests.every(({ authorization }) => authorization === undefined)).toBe(true)
})

test('a gated model without a token says how to get in', async () => {
  site.files[MODEL] = { bytes: new Uint8Array(0), fault: () => ({ status: 401 }) }
  const staging = start()
  await staging.setHub({ base: BASE, token: undefined })
  await expect(staging.ensure('hf:org/name')).rejects.toMatchObject({
    code: 'ModelNotFound',
    figures: { status: 401 },
    wayOut: expect.stringContaining('token'),
  })
})
