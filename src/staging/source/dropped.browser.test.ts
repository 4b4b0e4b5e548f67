import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StagedModel } from '../../protocol/model'
import { createStaging, type Staging } from '../create-staging'
import { countingBytes, embeddedModel, externalModel, TWO_AND_A_HALF_SEGMENTS } from '../fixtures/large-model'
import { hex } from '../store/hex'
import type { DroppedFile } from './dropped'

const WEIGHTS = countingBytes(65_536)
const MODEL = embeddedModel(WEIGHTS)
const WITH_DATA = externalModel({ path: 'weights.bin', bytes: WEIGHTS.length })

let database = ''
const open: Staging[] = []

beforeEach(() => {
  database = `dropped-${crypto.randomUUID()}`
})

afterEach(async () => {
  for (const part of open.splice(0)) part.close()
  await deleteDB(database)
})

/** No network: whatever is not dropped is not there. */
function start(): Staging {
  const staging = createStaging({
    fetch: (url) => Promise.reject(new Error(`asked the network for ${url}`)),
    now: () => 1_000,
    storage: navigator.storage,
    inUse: async () => new Set(),
    database,
    sleep: async () => undefined,
  })
  open.push(staging)
  return staging
}

function dropped(path: string, bytes: Uint8Array<ArrayBuffer>, lastModified = 1): DroppedFile {
  return { path, file: new File([bytes], path.split('/').at(-1) ?? '', { lastModified }) }
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes))
}

async function content(model: StagedModel, file: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Blob(model.files[file]?.segments).arrayBuffer())
}

test('one .onnx file, whatever its name', async () => {
  const staging = start()
  const progress: number[] = []
  const sources = await staging.add([dropped('модель 100%.onnx', MODEL)], (loaded) => progress.push(loaded))
  expect(sources).toEqual(['local:модель 100%.onnx'])
  const model = await staging.ensure('local:модель 100%.onnx')
  expect(await content(model, 0)).toEqual(MODEL)
  expect(progress.at(-1)).toBe(MODEL.length)
})

test('an .onnx file with its data, among other files', async () => {
  const staging = start()
  const files = [dropped('weights.bin', WEIGHTS), dropped('notes.txt', WEIGHTS), dropped('m.onnx', WITH_DATA)]
  expect(await staging.add(files)).toEqual(['local:m.onnx'])
  expect(await content(await staging.ensure('local:m.onnx'), 1)).toEqual(WEIGHTS)
})

test('a folder: each .onnx in it is a model, with the data beside it', async () => {
  const staging = start()
  const other = countingBytes(65_536, 9)
  const sources = await staging.add([
    dropped('/all/a/m.onnx', WITH_DATA),
    dropped('/all/a/weights.bin', WEIGHTS),
    dropped('/all/b/M.ONNX', WITH_DATA),
    dropped('/all/b/weights.bin', other),
  ])
  expect(sources).toEqual(['local:/all/a/m.onnx', 'local:/all/b/M.ONNX'])
  expect(await content(await staging.ensure(sources[0] ?? ''), 1)).toEqual(WEIGHTS)
  expect(await content(await staging.ensure(sources[1] ?? ''), 1)).toEqual(other)
})

test('without its data file the model is refused, and the file is named; with it, it is taken', async () => {
  const staging = start()
  await expect(staging.add([dropped('m.onnx', WITH_DATA)])).rejects.toMatchObject({
    code: 'ModelNotFound',
    figures: { path: 'weights.bin' },
    wayOut: expect.stringContaining('data files'),
  })
  await staging.add([dropped('m.onnx', WITH_DATA), dropped('weights.bin', WEIGHTS)])
  expect(await content(await staging.ensure('local:m.onnx'), 1)).toEqual(WEIGHTS)
})

test('files that are no model are refused', async () => {
  await expect(start().add([dropped('weights.bin', WEIGHTS)])).rejects.toMatchObject({
    code: 'ModelUnsupported',
  })
})

test('another file of the same name takes the place of the first', async () => {
  const staging = start()
  await staging.add([dropped('m.onnx', MODEL)])
  const other = embeddedModel(countingBytes(65_536, 5))
  await staging.add([dropped('m.onnx', other)])
  expect(await content(await staging.ensure('local:m.onnx'), 0)).toEqual(other)
})

test('after the page that had the file is gone the model is still there, and a lost one says what to drop', async () => {
  const first = start()
  await first.add([dropped('m.onnx', MODEL)])
  first.close()
  const second = start()
  expect(await content(await second.ensure('local:m.onnx'), 0)).toEqual(MODEL)
  await second.remove('local:m.onnx')
  await expect(second.ensure('local:m.onnx')).rejects.toMatchObject({
    code: 'ModelNotFound',
    figures: { path: 'm.onnx' },
  })
})

test('the same file dropped again after an attempt that broke off goes on; a newer one of its name does not', async () => {
  const large = embeddedModel(countingBytes(TWO_AND_A_HALF_SEGMENTS))
  const newer = embeddedModel(countingBytes(TWO_AND_A_HALF_SEGMENTS, 3))
  for (const [again, lastModified] of [
    [large, 1],
    [newer, 2],
  ] as const) {
    const broken = start()
    await broken.remove('local:m.onnx')
    const stopped = broken.add([dropped('m.onnx', large, 1)]).catch((cause: unknown) => cause)
    await expect.poll(async () => (await counts()).segments).toBeGreaterThan(0)
    await broken.pause('local:m.onnx')
    broken.close()
    await stopped
    const staging = start()
    await staging.add([dropped('m.onnx', again, lastModified)])
    // Not the bytes themselves: a difference of 40 MB is more than a report can print.
    expect(await digest(await content(await staging.ensure('local:m.onnx'), 0))).toBe(await digest(again))
    expect(await counts()).toEqual({ segments: 3, files: 1 })
  }
})

async function counts(): Promise<{ segments: number; files: number }> {
  const db = await openDB(database)
  const found = { segments: await db.count('segments'), files: await db.count('files') }
  db.close()
  return found
}
