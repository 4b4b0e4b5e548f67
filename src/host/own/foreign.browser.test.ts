import { deleteDB, openDB } from 'idb'
import { expect, onTestFinished, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { openOwnDemos } from './demos'
import { createOwnStore } from './store'
import type { DemoDraft, OwnState } from './types'

const DRAFT: DemoDraft = {
  card: {
    title: 'Digits',
    emoji: '🔢',
    colorFrom: 'red',
    colorTo: 'blue',
    shortDescription: '',
    license: 'mit',
    models: [],
    tags: [],
  },
  files: [{ path: 'handler.ts', source: 'export default 1', code: 'export default 1', map: '' }],
  texts: [],
  origin: 'share',
  foreign: { from: 'https://example.org/demo.zip' },
  digest: 'abc',
}

let databases = 0

async function ownDemos() {
  const name = `sublet-foreign-test-${++databases}`
  const state = createStore<OwnState>(() => ({ cards: [], loaded: false, problem: undefined }))
  const stale: string[] = []
  const demos = await openOwnDemos({
    state,
    bundled: [],
    store: createOwnStore(name),
    channel: name,
    onStale: (id) => stale.push(id),
  })
  onTestFinished(async () => {
    demos.close()
    await deleteDB(name)
  })
  return { name, demos, state, stale, cards: () => state.getState().cards }
}

test('somebody else’s demo is marked, and known again by what it was', async () => {
  const { demos, cards } = await ownDemos()
  const made = await demos.create(DRAFT)
  expect(made).toMatchObject({ id: 'digits', foreign: true })
  expect(cards()).toEqual([made])
  expect(demos.find('digits')?.card.foreign).toBe(true)
  expect(await demos.keptOf('abc')).toEqual(made)
  expect(await demos.keptOf('other')).toBeUndefined()
  expect(await demos.foreign('digits')).toMatchObject({ from: 'https://example.org/demo.zip' })
})

test('neither another card nor an edit takes the mark away', async () => {
  const { demos, cards } = await ownDemos()
  const { id } = await demos.create(DRAFT)
  await demos.save(id, { card: { ...DRAFT.card, title: 'Mine' } })
  expect(cards()[0]).toMatchObject({ title: 'Mine', foreign: true })
  const readme = '---\ntitle: Ours\nforeign: false\n---\n'
  await demos.keep(id, { files: DRAFT.files, texts: [{ path: 'README.md', text: readme }] })
  expect(cards()[0]).toMatchObject({ title: 'Ours', foreign: true })
  expect(await demos.keptOf('abc')).toMatchObject({ id })
})

test('a card cannot say that its demo is somebody else’s, or nobody’s', async () => {
  const { demos, cards } = await ownDemos()
  const { foreign: _, digest: __, ...own } = DRAFT
  await demos.create({ ...own, card: { ...own.card, foreign: true } })
  expect(cards()[0]).not.toHaveProperty('foreign')
})

test('made the visitor’s own it has no mark, ends what runs of it, and is known again all the same', async () => {
  const { demos, cards, stale } = await ownDemos()
  const { id } = await demos.create(DRAFT)
  await demos.makeMine(id)
  expect(cards()[0]).not.toHaveProperty('foreign')
  expect(stale).toEqual([id])
  expect(await demos.foreign(id)).toBeUndefined()
  expect(await demos.keptOf('abc')).toMatchObject({ id })
  expect((await demos.read(id)).files).toEqual(DRAFT.files)
  await expect(demos.makeMine('nothing')).rejects.toMatchObject({ code: 'DemoRefused' })
})

test('deleted and put back it is somebody else’s still', async () => {
  const { demos, cards } = await ownDemos()
  const { id } = await demos.create(DRAFT)
  await (await demos.remove(id))()
  expect(cards()[0]).toMatchObject({ id, foreign: true })
})

test('what was kept before there was sharing is read as it was', async () => {
  const { name, demos, state } = await ownDemos()
  const { card } = DRAFT
  const database = await openDB(name, 1)
  const entry = { id: 'old', card, createdAt: 1, changedAt: 1, origin: 'copy' }
  await database.put('demos', entry, 'old')
  database.close()
  await demos.create(DRAFT)
  expect(state.getState().problem).toBeUndefined()
  expect(state.getState().cards.map(({ id, foreign }) => [id, foreign])).toEqual([
    ['digits', true],
    ['old', undefined],
  ])
})
