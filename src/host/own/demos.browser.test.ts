import { deleteDB, openDB } from 'idb'
import { expect, onTestFinished, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { InterfaceSpec } from '../../protocol/interface'
import type { OpenDemo } from '../demo'
import type { DemoCard, DemoState } from '../types'
import { type OpenOwnDemos, openOwnDemos } from './demos'
import { createOwnStore, type OwnStore } from './store'
import type { DemoDraft, OwnState } from './types'

const card: Omit<DemoCard, 'id'> = {
  title: 'Digits',
  emoji: '🔢',
  colorFrom: 'red',
  colorTo: 'blue',
  shortDescription: '<img src=x onerror=alert(1)>',
  license: 'mit',
  models: [],
  tags: [],
}
const file = (source: string) => ({ path: 'handler.ts', source, code: source, map: '' })
const draft: DemoDraft = {
  card,
  files: [file('first'), { ...file('other'), path: 'other.ts' }],
  texts: [{ path: 'README.md', text: 'About.' }],
  origin: 'import',
}
const shipped = {
  card: { id: 'digits', ...card },
  load: async () => ({ files: [file('shipped')], texts: [{ path: 'README.md', text: 'Shipped.' }] }),
}

let databases = 0

/** A browser of this test; each `tab` is a page of it. */
function browser() {
  const name = `sublet-own-demos-test-${++databases}`
  const tabs: OpenOwnDemos[] = []
  onTestFinished(async () => {
    for (const each of tabs) each.close()
    await deleteDB(name)
  })
  return {
    name,
    async tab({
      bundled = [shipped],
      store = createOwnStore(name),
    }: {
      bundled?: (typeof shipped)[]
      store?: OwnStore
    } = {}) {
      const state = createStore<OwnState>(() => ({ cards: [], loaded: false, problem: undefined }))
      const stale: string[] = []
      const demos = await openOwnDemos({
        state,
        bundled,
        store,
        channel: name,
        onStale: (id) => stale.push(id),
      })
      tabs.push(demos)
      return { demos, state, stale, ids: () => state.getState().cards.map(({ id }) => id) }
    },
  }
}

test('a demo is kept, and found by a page that is loaded again', async () => {
  const { tab } = browser()
  const { demos } = await tab()
  expect(await demos.create(draft)).toEqual({ id: 'digits-2', ...card })
  const again = await tab()
  expect(again.state.getState()).toMatchObject({ cards: [{ id: 'digits-2', ...card }], loaded: true })
  expect((await again.demos.find('digits-2')?.load())?.files).toEqual(draft.files)
  expect((await again.demos.read('digits-2')).texts).toEqual(draft.texts)
})

test('no title gives the id of a bundled demo, or of another own one', async () => {
  const { tab } = browser()
  const [one, two] = [await tab(), await tab()]
  const made = await Promise.all([one, two, one].map(({ demos }) => demos.create(draft)))
  expect(made.map(({ id }) => id).toSorted()).toEqual(['digits-2', 'digits-3', 'digits-4'])
  expect(one.demos.find('digits')).toBeUndefined()
  expect(await one.demos.read('digits')).toMatchObject({
    files: [{ source: 'shipped' }],
    texts: [{ text: 'Shipped.' }],
  })
})

test('a demo of that name which the site ships later has the name', async () => {
  const { tab } = browser()
  const before = await tab({ bundled: [] })
  await before.demos.create(draft)
  expect(before.ids()).toEqual(['digits'])
  const after = await tab()
  expect(after.ids()).toEqual(['digits-2'])
  expect((await after.demos.find('digits-2')?.load())?.files).toEqual(draft.files)
})

test('other tabs hear of what is made and deleted', async () => {
  const { tab } = browser()
  const [one, two] = [await tab(), await tab()]
  const { id } = await one.demos.create(draft)
  await expect.poll(two.ids).toEqual([id])
  await two.demos.remove(id)
  await expect.poll(one.ids).toEqual([])
})

test('what is deleted can be put back as it was; its id is not given to the next one', async () => {
  const { tab } = browser()
  const { demos, ids, stale } = await tab()
  const { id } = await demos.create(draft)
  const putBack = await demos.remove(id)
  expect(stale).toEqual([id])
  expect(ids()).toEqual([])
  const next = await demos.create(draft)
  expect(next.id).not.toBe(id)
  await putBack()
  expect(ids().toSorted()).toEqual([id, next.id].toSorted())
  expect((await demos.read(id)).files).toEqual(draft.files)
})

test('a new card is shown at once, and what runs under the old one ends', async () => {
  const { tab } = browser()
  const { demos, state, stale } = await tab()
  const { id } = await demos.create(draft)
  await demos.save(id, { files: [file('second')] })
  expect(stale).toEqual([])
  await demos.save(id, { card: { ...card, title: 'Numbers' } })
  expect(stale).toEqual([id])
  expect(state.getState().cards).toMatchObject([{ id, title: 'Numbers' }])
  expect(await demos.read(id)).toEqual({ files: [file('second')], texts: draft.texts })
})

test('an edit is kept once it has booted, and reset keeps what the page found', async () => {
  const { tab } = browser()
  const { demos } = await tab()
  const { id } = await demos.create(draft)
  const boot = { works: true }
  const spec: InterfaceSpec = { title: '', description: '', inputs: [], outputs: [], gpu: [] }
  const demo = demos.find(id)?.opened?.(
    fakeDemo(async () => {
      if (boot.works) return spec
      throw new Error('does not boot')
    }),
  )
  const handler = async () => (await demos.read(id)).files.map(({ source }) => source)
  await demo?.edit([file('second')])
  expect(await handler()).toEqual(['second'])
  boot.works = false
  await expect(demo?.edit([file('third')])).rejects.toThrow('does not boot')
  expect(await handler()).toEqual(['second'])
  boot.works = true
  await demo?.reset()
  expect(await handler()).toEqual(['first', 'other'])
})

test('an edited README makes the card, which runs on; reset brings back what the page found', async () => {
  const { tab } = browser()
  const { demos, state, stale } = await tab()
  const readme = '---\ntitle: Digits\nemoji: 🔢\nlicense: mit\n---\nAbout.'
  const { id } = await demos.create({ ...draft, texts: [{ path: 'README.md', text: readme }] })
  const spec: InterfaceSpec = { title: '', description: '', inputs: [], outputs: [], gpu: [] }
  const demo = demos.find(id)?.opened?.(fakeDemo(async () => spec))
  const edited = readme.replace('title: Digits', 'title: Numbers').replace('license: mit', 'license: [mit]')
  await demo?.edit([file('second')], [{ path: 'README.md', text: edited }])
  // What a card cannot hold leaves it as it is.
  expect(state.getState().cards).toEqual([{ id, ...card, title: 'Numbers' }])
  expect(demo?.card.title).toBe('Numbers')
  expect((await demos.read(id)).texts).toEqual([{ path: 'README.md', text: edited }])
  expect(stale).toEqual([])
  await demo?.reset()
  expect(demo?.card.title).toBe('Digits')
  expect((await demos.read(id)).texts).toEqual([{ path: 'README.md', text: readme }])
})

test('an edit of a demo that another tab has deleted runs, and is told not to be kept', async () => {
  const { tab } = browser()
  const [one, two] = [await tab(), await tab()]
  const { id } = await one.demos.create(draft)
  await expect.poll(two.ids).toEqual([id])
  const spec: InterfaceSpec = { title: '', description: '', inputs: [], outputs: [], gpu: [] }
  const demo = two.demos.find(id)?.opened?.(fakeDemo(async () => spec))
  await demo?.edit([file('second')])
  await one.demos.remove(id)
  await expect.poll(two.ids).toEqual([])
  expect(await demo?.edit([file('third')])).toEqual(spec)
  expect(two.state.getState().problem).toMatchObject({ code: 'DemoRefused' })
  expect(two.ids()).toEqual([])
})

test('what another tab keeps of an open demo is newer here, until it is opened anew', async () => {
  const { tab } = browser()
  const [one, two] = [await tab(), await tab()]
  const { id } = await one.demos.create(draft)
  await expect.poll(two.ids).toEqual([id])
  const spec: InterfaceSpec = { title: '', description: '', inputs: [], outputs: [], gpu: [] }
  const open = async ({ demos }: typeof one) => {
    const found = demos.find(id)
    await found?.load()
    return found?.opened?.(fakeDemo(async () => spec))
  }
  const [here, there] = [await open(one), await open(two)]
  const newer = ({ state }: typeof one) => state.getState().newer

  await here?.edit([file('second')])
  await expect.poll(() => newer(two)).toEqual([id])
  expect(newer(one)).toEqual([])
  await there?.close()
  expect(newer(two)).toEqual([])
  const found = two.demos.find(id)
  expect((await found?.load())?.files).toEqual([file('second')])
  expect(newer(two)).toEqual([])

  await found?.opened?.(fakeDemo(async () => spec)).edit([file('third')])
  await expect.poll(() => newer(one)).toEqual([id])
  expect(newer(two)).toEqual([])
})

test('what another version wrote is told, and left', async () => {
  const { tab, name } = browser()
  const { demos } = await tab()
  await demos.create(draft)
  const raw = await openDB(name)
  await raw.put('demos', { id: 'odd', card: { name: 'of tomorrow' } }, 'odd')
  const { state, ids } = await tab()
  expect(ids()).toEqual(['digits-2'])
  expect(state.getState().problem).toMatchObject({ code: 'DemoRefused', figures: { demos: 1 } })
  expect(await raw.get('demos', 'odd')).toBeDefined()
  raw.close()
})

test.each([
  [new DOMException('no', 'QuotaExceededError'), /no room/, /Delete a model/],
  [new DOMException('denied', 'SecurityError'), /cannot be used: SecurityError: denied/, /private window/],
])('a database that refuses is told with a way out: %s', async (refusal, message, wayOut) => {
  const refuse = () => Promise.reject(refusal)
  const { tab } = browser()
  const { demos, state } = await tab({
    store: {
      list: refuse,
      content: refuse,
      add: refuse,
      change: refuse,
      remove: refuse,
      move: refuse,
      close() {},
    },
  })
  const told = {
    code: 'StorageFull',
    message: expect.stringMatching(message),
    wayOut: expect.stringMatching(wayOut),
  }
  expect(state.getState()).toMatchObject({ cards: [], loaded: true, problem: told })
  await expect(demos.create(draft)).rejects.toMatchObject(told)
  await expect(demos.remove('any')).rejects.toMatchObject(told)
})

function fakeDemo(boot: () => Promise<InterfaceSpec>): OpenDemo {
  const never = () => {
    throw new Error('not asked for here')
  }
  return {
    card: { id: 'digits-2', ...card },
    state: createStore<DemoState>(() => ({
      at: { phase: 'closed' },
      spec: undefined,
      source: undefined,
      files: undefined,
      edited: false,
      residency: undefined,
      log: [],
      pastRuns: new Map(),
    })),
    start: boot,
    edit: boot,
    reset: boot,
    call: never,
    saveStates: never,
    forgetStates: never,
    close: async () => {},
    demote: never,
    callOf: never,
  }
}
