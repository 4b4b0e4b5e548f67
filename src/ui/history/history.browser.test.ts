import { deleteDB } from 'idb'
import { expect, onTestFinished, test } from 'vitest'
import type { CallState } from '../../host/types'
import type { Run } from '../demo/runs'
import { createSession } from '../demo/session'
import { fakeHost, fakeLease } from '../host.fixture'
import { createHistory, type History } from './history'
import type { RunFacts } from './records'
import { createRunStore, type RunStore } from './run-store'
import { createStoring } from './storable'

let databases = 0

/** A database of this test; `reopened` is what a page that is loaded again has. */
function store(limits = { runs: 50, bytes: 1e6 }): { first: RunStore; reopened(): RunStore } {
  const database = `sublet-history-test-${++databases}`
  const open: RunStore[] = []
  const reopened = () => {
    const made = createRunStore({ database, limits })
    open.push(made)
    return made
  }
  onTestFinished(async () => {
    for (const each of open) each.close()
    await deleteDB(database)
  })
  return { first: reopened(), reopened }
}

async function ran(inputs: readonly unknown[]): Promise<{ run: Run; at(state: Partial<CallState>): void }> {
  const spec = {
    title: 'Any',
    description: '',
    inputs: inputs.map((_, at) => ({ kind: 'json' as const, label: `Input ${at}` })),
    outputs: [{ kind: 'json' as const, label: 'Out' }],
    gpu: [],
  }
  const demo = fakeHost({ specs: { any: spec } }).demo('any')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  await demo.start()
  const told: Run[] = []
  createSession(demo, (run) => told.push(run)).run(inputs)
  const [run] = told
  if (run === undefined) throw new Error('nothing was run')
  return { run, at: (state) => run.call.state.setState(state) }
}

const kept = (history: History, count: number) =>
  expect.poll(async () => (await history.list('any')).length).toBe(count)

const facts: RunFacts = {
  demo: 'any',
  at: 0,
  tookMs: 1,
  outcome: 'done',
  reason: '',
  chargedMs: 0,
  creditMs: 0,
  edited: false,
  summary: '',
  bytes: 10,
  notes: [],
}
const values = { specs: { inputs: [], outputs: [] }, inputs: [], outputs: [], drafts: {} }
const error = { code: 'Cancelled', message: 'stopped', wayOut: '', figures: {}, stack: '' } as const

test('what went in and came out is there after a reload, with pictures, files and sounds', async () => {
  const { first, reopened } = store()
  const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray(16).fill(255), 2, 2))
  const file = new File(['hello'], 'hello.txt', { type: 'text/plain' })
  const clip = { sampleRate: 16_000, channels: [new Float32Array([0.5, -1])] }
  const inputs = ['text', 4.5, true, null, { a: [1] }, new ImageData(2, 1), file, clip]
  const { run, at } = await ran(inputs)
  createHistory(first).keep(run)
  at({ phase: 'done', outputs: [bitmap, new Blob(['x']), Float32Array.of(1, 2).subarray(1)] })

  const history = createHistory(reopened())
  await kept(history, 1)
  const [record] = await history.list('any')
  expect(record).toMatchObject({ outcome: 'done', edited: false, notes: [] })
  expect(record?.summary).toBe('text · 4.5 · true · data · 2 × 1 pixels · hello.txt · a sound')
  const stored = await history.values(record?.id ?? 0)
  expect(stored?.inputs.slice(0, 5)).toEqual(inputs.slice(0, 5))
  expect(stored?.inputs[5]).toBeInstanceOf(ImageData)
  const [, , , , , , storedFile, sound] = stored?.inputs ?? []
  if (!(storedFile instanceof File)) throw new Error('the file came back as something else')
  expect([storedFile.name, await storedFile.text()]).toEqual(['hello.txt', 'hello'])
  expect(sound).toEqual(clip)
  const [picture, blob, part] = stored?.outputs ?? []
  expect(picture).toMatchObject({ width: 2, height: 2 })
  expect(blob).toBeInstanceOf(Blob)
  expect(part).toEqual(Float32Array.of(2))
  expect(stored?.drafts).toMatchObject({ '0:json': 'text', '1:json': '4.5', '2:json': true })
})

test('what cannot be stored is told, and the rest is kept', () => {
  const storing = createStoring(100)
  const round: { self?: unknown; run: unknown } = { run: () => 1 }
  round.self = round
  const stored = storing.store([round, new MessageChannel().port1, 'ok'], 'Out')
  expect(stored).toMatchObject([{ run: undefined }, undefined, 'ok'])
  expect(storing.store(new Uint8Array(200), 'Big')).toBeUndefined()
  expect(storing.notes).toEqual([
    'Out[0].run is a function, which cannot be stored',
    'Out[1] is a MessagePort, which cannot be stored',
    'Big has 200 B: 100 B of one value are kept at most',
  ])
})

test('a charge that is settled after the end is kept with the run', async () => {
  const { first } = store()
  const history = createHistory(first)
  const { run, at } = await ran(['x'])
  history.keep(run)
  const lease = fakeLease({ stage: 'running', startedAt: 1 })
  at({ phase: 'failed', error, partial: true, outputs: ['half'], leases: [lease] })
  await kept(history, 1)
  expect((await history.list('any'))[0]).toMatchObject({ outcome: 'stopped', chargedMs: 0 })
  const bill = {
    outcome: 'cancelled',
    queuedMs: 0,
    attachMs: 0,
    ranMs: 400,
    chargedMs: 400,
    creditMs: 100,
  } as const
  at({ leases: [{ ...lease, stage: 'settled', bill }] })
  await expect
    .poll(async () => (await history.list('any'))[0])
    .toMatchObject({ chargedMs: 400, creditMs: 100, reason: 'Cancelled: stopped' })
})

test('the oldest go where there are too many, or too much', async () => {
  const { first } = store({ runs: 2, bytes: 100 })
  for (const demo of ['any', 'other', 'any', 'any']) await first.add({ ...facts, demo }, values)
  expect((await first.list('any')).map(({ id }) => id)).toEqual([4, 3])
  expect(await first.values(1)).toBeUndefined()
  await first.add({ ...facts, bytes: 85 }, values)
  expect((await first.list('any')).map(({ id }) => id)).toEqual([5, 4])
  expect(await first.list('other')).toEqual([])
})

test('a deleted run can be put back where it was; clearing leaves other demos alone', async () => {
  const { first } = store()
  const history = createHistory(first)
  for (const demo of ['any', 'any', 'other'])
    await first.add({ ...facts, demo }, { ...values, inputs: [demo] })
  const removed = await history.remove(1)
  await kept(history, 1)
  if (removed === undefined) throw new Error('it was not there')
  await history.putBack([removed])
  expect((await history.list('any')).map(({ id }) => id)).toEqual([2, 1])
  expect((await history.values(1))?.inputs).toEqual(['any'])
  const cleared = await history.clear('any')
  expect(await history.list('any')).toEqual([])
  expect(await history.list('other')).toHaveLength(1)
  await history.putBack(cleared)
  expect((await history.list('any')).map(({ id }) => id)).toEqual([2, 1])
  expect((await history.values(2))?.inputs).toEqual(['any'])
  expect(await history.clear()).toHaveLength(3)
  expect(await history.list('other')).toEqual([])
})

test('another tab hears of a change, and reads what is new', async () => {
  const { first, reopened } = store()
  const [here, there] = [createHistory(first, 'tabs'), createHistory(reopened(), 'tabs')]
  const heard = new Promise((resolve) => there.state.subscribe(resolve))
  const { run, at } = await ran(['x'])
  here.keep(run)
  at({ phase: 'done', outputs: ['y'] })
  await heard
  expect(await there.list('any')).toHaveLength(1)
  for (const each of [here, there, here]) each.close()
})

test('a database that fails is told, until it works again; nothing rejects', async () => {
  const { first } = store()
  let fails: string | undefined = 'InvalidStateError'
  const failing = async () => {
    throw new DOMException('no', fails)
  }
  const history = createHistory({
    ...first,
    list: (demo) => (fails === undefined ? first.list(demo) : failing()),
    add: (...run) => (fails === undefined ? first.add(...run) : failing()),
  })
  const begin = async () => {
    const { run, at } = await ran(['x'])
    history.keep(run)
    at({ phase: 'done', outputs: ['y'] })
  }
  await begin()
  expect(await history.list('any')).toEqual([])
  await expect
    .poll(() => history.state.getState().problem)
    .toContain('no database for them (InvalidStateError')
  fails = 'QuotaExceededError'
  await begin()
  await expect.poll(() => history.state.getState().problem).toContain('storage of this browser is full')
  fails = undefined
  // Reading alone does not mend it.
  await history.list('any')
  expect(history.state.getState().problem).toContain('full')
  await begin()
  await kept(history, 1)
  expect(history.state.getState().problem).toBeUndefined()
})

test('where only the values find no room, the run is kept without them, and says so', async () => {
  const { first } = store()
  const history = createHistory({
    ...first,
    async add(facts, values) {
      if (values.inputs.length > 0) throw new DOMException('full', 'QuotaExceededError')
      return first.add(facts, values)
    },
  })
  const { run, at } = await ran(['x'])
  history.keep(run)
  at({ phase: 'done', outputs: ['y'] })
  await kept(history, 1)
  const [record] = await history.list('any')
  expect(record?.notes).toEqual([expect.stringMatching(/^Its values were not kept: The storage .* is full/)])
})
