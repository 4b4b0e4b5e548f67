import { deleteDB } from 'idb'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ComponentSpec, InterfaceSpec } from '../../host/types'
import { createSession } from '../demo/session'
import { type FakeHost, fakeHost, filesOf } from '../host.fixture'
import { createExamples } from './examples'
import { createResultStore, type KeptResult, type ResultStore } from './result-store'

const text: ComponentSpec = { kind: 'textbox', label: 'Word', lines: 1, value: '', required: true }
const spec: InterfaceSpec = {
  title: 'Echo',
  description: '',
  inputs: [text, { kind: 'number', label: 'Times', value: 1 }],
  outputs: [{ kind: 'textbox', label: 'Said', lines: 1, value: '' }],
  gpu: [],
  exampleRows: [
    ['one', 2],
    ['two', 3],
    ['', 1],
  ],
}

let databases = 0

function newStore(limits?: { runs: number; bytes: number }): ResultStore {
  const database = `sublet-examples-test-${++databases}`
  const store = createResultStore(database, limits)
  onTestFinished(async () => {
    store.close()
    store.close()
    await deleteDB(database)
  })
  return store
}

async function open(store: ResultStore, shown = spec, host: FakeHost = fakeHost({ specs: { echo: shown } })) {
  const demo = host.demo('echo')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  await demo.start()
  const session = createSession(demo)
  const examples = createExamples(session, store)
  /** Chooses a row that has no result, and lets its call end. */
  const run = async (row: number, ...outputs: unknown[]) => {
    const before = demo.calls.length
    await examples.choose(row)
    expect(demo.calls).toHaveLength(before + 1)
    demo.calls.at(-1)?.state.setState({ phase: 'done', outputs })
  }
  const cached = () => [...examples.state.getState().cached]
  return { demo, session, examples, run, cached }
}

describe('choosing an example', () => {
  test('fills the form and runs it; the next time its result is there, and nothing is run', async () => {
    const store = newStore()
    const { demo, session, examples, run, cached } = await open(store)
    await run(0, 'one one')
    expect(demo.calls[0]?.inputs).toEqual(['one', 2])
    await expect.poll(cached).toEqual([0])

    await run(1, 'two two two')
    expect(await examples.choose(0)).toBeUndefined()
    expect(demo.calls).toHaveLength(2)
    expect(session.state.getState()).toMatchObject({
      drafts: { '0:textbox': 'one', '1:number': '2' },
      past: { from: 'From the cache', outputs: ['one one'], text: 'cached · nothing was charged' },
    })
    // Run runs it anew.
    session.run()
    expect(demo.calls.at(-1)?.inputs).toEqual(['one', 2])
    expect(session.state.getState().past).toBeUndefined()
  })

  test('a page that is opened later finds it', async () => {
    const store = newStore()
    const first = await open(store)
    await first.run(0, 'one one')
    await expect.poll(first.cached).toEqual([0])
    const { examples, demo, cached } = await open(store)
    await examples.look([0, 1, 2])
    expect(cached()).toEqual([0])
    await examples.choose(0)
    expect(demo.calls).toHaveLength(0)
  })

  test('one whose inputs are refused says which field stands in the way', async () => {
    const { demo, session, examples } = await open(newStore())
    expect(await examples.choose(2)).toBe(0)
    expect(session.state.getState().tried).toBe(true)
    expect(demo.calls).toHaveLength(0)
  })

  test('does nothing while a call is under way', async () => {
    const { demo, session, examples } = await open(newStore())
    await examples.choose(0)
    await examples.choose(1)
    expect(demo.calls).toHaveLength(1)
    expect(session.state.getState().drafts['0:textbox']).toBe('one')
  })

  test('of two that are chosen at once the later counts', async () => {
    const { demo, examples } = await open(newStore())
    await Promise.all([examples.choose(0), examples.choose(1)])
    expect(demo.calls.map(({ inputs }) => inputs)).toEqual([['two', 3]])
  })

  test('works where there is no database, and says that nothing is kept', async () => {
    const broken: ResultStore = {
      has: () => Promise.reject(new Error('no database')),
      get: () => Promise.reject(new Error('no database')),
      put: () => Promise.reject(new Error('no database')),
      close() {},
    }
    const { examples, run, cached } = await open(broken)
    await run(0, 'one one')
    await expect.poll(() => examples.state.getState().problem).toBe('no database')
    expect(cached()).toEqual([])
  })
})

describe('what is kept', () => {
  test('is for the code that gave it: an edit has none, and what it gives puts the old one out', async () => {
    const store = newStore()
    const { demo, examples, run, cached } = await open(store)
    await run(0, 'one one')
    await expect.poll(cached).toEqual([0])
    await demo.edit(filesOf('edited'))
    expect(cached()).toEqual([])
    await examples.look([0, 1])
    expect(cached()).toEqual([])
    await demo.reset()
    await examples.look([0, 1])
    expect(cached()).toEqual([0])
    await demo.edit(filesOf('edited'))
    await run(1, 'edited')
    await expect.poll(cached).toEqual([1])
    await demo.reset()
    await examples.look([0, 1])
    expect(cached()).toEqual([])
  })

  test.each([
    ['fails', { phase: 'failed' as const, outputs: ['half'], partial: true }],
    ['gives what cannot be stored', { phase: 'done' as const, outputs: [() => 1] }],
  ])('is nothing of a run that %s', async (_, ended) => {
    const store = newStore()
    const { demo, examples, cached } = await open(store)
    await examples.choose(0)
    demo.calls[0]?.state.setState(ended)
    await examples.look([0])
    expect(cached()).toEqual([])
    expect(examples.state.getState().problem).toBeUndefined()
  })

  test('is nothing of a run that ends after the handler was replaced', async () => {
    const { demo, examples, cached } = await open(newStore())
    await examples.choose(0)
    await demo.edit(filesOf('edited'))
    demo.calls[0]?.state.setState({ phase: 'done', outputs: ['by which?'] })
    await examples.look([0])
    await demo.reset()
    await examples.look([0])
    expect(cached()).toEqual([])
  })

  test.each<ComponentSpec>([
    { kind: 'state', initial: 0 },
    { kind: 'canvas', width: 4, height: 4 },
  ])('is nothing where there is a $kind among the outputs', async (output) => {
    const { examples, demo, run } = await open(newStore(), { ...spec, outputs: [...spec.outputs, output] })
    await run(0, 'one one', undefined)
    await examples.choose(0)
    expect(demo.calls).toHaveLength(2)
  })
})

test('the store holds no more than its limits, and one result for each key', async () => {
  const store = newStore({ runs: 2, bytes: 1000 })
  const result = (key: string, demo: string): KeptResult => ({
    key,
    demo,
    code: 'c',
    bytes: 10,
    specs: [],
    outputs: [key],
  })
  for (const key of ['a', 'b', 'b', 'c']) await store.put(result(key, 'echo'))
  await store.put(result('d', 'other'))
  expect(await Promise.all(['a', 'b', 'c', 'd'].map(store.has))).toEqual([false, true, true, true])
  expect(await store.get('c')).toEqual({ specs: [], outputs: ['c'] })
  await expect(store.put({ ...result('e', 'echo'), outputs: [() => 1] })).rejects.toThrow()
  expect(await store.has('b')).toBe(true)
})
