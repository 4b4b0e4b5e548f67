import { deleteDB, openDB } from 'idb'
import { expect, onTestFinished, test } from 'vitest'
import { deleteOthers } from './delete-others'
import { createDraftStore, type NewVersion } from './store'
import { DraftsFull } from './trouble'

const DAY = 86_400_000
const LARGE = 'x'.repeat(4_000_000)

let databases = 0

function browser() {
  const name = `sublet-drafts-test-${++databases}`
  const stores: ReturnType<typeof createDraftStore>[] = []
  onTestFinished(async () => {
    for (const store of stores) store.close()
    await deleteDB(name)
  })
  return {
    name,
    tab() {
      const store = createDraftStore(name)
      stores.push(store)
      return store
    },
    async raw() {
      const database = await openDB(name)
      onTestFinished(() => database.close())
      return database
    },
  }
}

const original = [
  { path: 'handler.ts', source: 'one\n' },
  { path: 'data.json', source: '[1]' },
]
const edited = (source: string) =>
  original.map((file) => (file.path === 'handler.ts' ? { ...file, source } : file))
const draft = (source: string, facts: Partial<NewVersion> = {}): NewVersion => ({
  demo: 'digits',
  at: Date.now(),
  why: 'typed',
  term: 1,
  parent: undefined,
  files: edited(source),
  original,
  ...facts,
})

test('what is saved is there for a page that is loaded again', async () => {
  const { tab } = browser()
  const id = await tab().save(draft('two\n'))
  const again = tab()
  expect(await again.head('digits')).toMatchObject({
    version: { id, why: 'typed', lines: { added: 1, removed: 1 } },
    files: edited('two\n'),
  })
  expect(await again.head('other')).toBeUndefined()
})

test('versions share the texts of files that were not touched, also after a reload', async () => {
  const { tab, raw } = browser()
  const store = tab()
  for (const source of ['a', 'ab', 'abc']) await store.save(draft(source))
  expect(await (await raw()).count('texts')).toBe(4)
  const again = tab()
  await again.begin('digits')
  await again.save(draft('abcd'))
  expect(await (await raw()).count('texts')).toBe(5)
  const { versions } = await again.list('digits')
  const sources = await Promise.all(versions.map(async ({ id }) => (await again.files(id))?.files[0]?.source))
  expect(sources).toEqual(['abcd', 'abc', 'ab', 'a'])
})

test('each tab that begins to write has a term of its own, and opens with what the last one wrote', async () => {
  const { tab } = browser()
  const [one, two] = [tab(), tab()]
  const { term: first } = await one.begin('digits')
  const { term: second } = await two.begin('digits')
  expect(second).toBeGreaterThan(first)
  await two.save(draft('of the second', { term: second }))
  await one.save(draft('late', { term: first, why: 'left' }))
  expect((await one.head('digits'))?.files).toEqual(edited('of the second'))
  expect((await one.list('digits')).versions).toHaveLength(2)
})

test('once it is open, all of a version is on its way when save returns', async () => {
  const { tab } = browser()
  const store = tab()
  await store.begin('digits')
  const saving = store.save(draft('at the last moment'))
  // Its connection closes as that of a page that goes: nothing that was not committed would stay.
  store.close()
  await saving
  expect((await tab().head('digits'))?.files).toEqual(edited('at the last moment'))
})

test('old versions are thinned with their texts; what stays can be read', async () => {
  const { tab, raw } = browser()
  const store = tab()
  const now = Date.now()
  for (let age = 40; age >= 0; age -= 1)
    await store.save(draft(`of day ${age}`, { at: now - age * DAY, why: age === 35 ? 'run' : 'typed' }))
  await store.thin('digits', now)
  const { versions } = await store.list('digits')
  expect(versions.map(({ at }) => Math.round((now - at) / DAY))).toEqual([
    ...Array.from({ length: 30 }, (_, age) => age),
    35,
  ])
  expect(await (await raw()).count('texts')).toBe(32)
  for (const { id } of versions) expect(await store.files(id)).toBeDefined()
})

test('without room for all drafts the next is refused with numbers, until others are deleted', async () => {
  const { tab } = browser()
  const store = tab()
  // Eight million bytes each.
  for (let demo = 0; demo < 9; demo += 1) await store.save(draft(LARGE, { demo: `demo-${demo}` }))
  await store.thin('digits', Date.now())
  const refused = await store.save(draft('small')).catch((thrown: unknown) => thrown)
  expect(refused).toBeInstanceOf(DraftsFull)
  expect(refused).toMatchObject({ heldBytes: expect.closeTo(72_000_000, -3), demos: 9 })
  expect(await store.others('digits')).toMatchObject({ demos: 9 })
  for (const demo of await store.demos()) if (demo !== 'demo-0') await store.forget(demo)
  await store.save(draft('small'))
  expect((await store.demos()).toSorted()).toEqual(['demo-0', 'digits'])
})

test('drafts of other demos are deleted, but not of one that is open for editing', async () => {
  const { tab, name } = browser()
  const store = tab()
  for (const demo of ['digits', 'open', 'closed']) await store.save(draft('two', { demo }))
  const editing = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const held = navigator.locks.request(`${name}-open`, () => {
    locked.resolve()
    return editing.promise
  })
  await locked.promise
  await deleteOthers(store, 'digits', `${name}-`)
  editing.resolve()
  await held
  expect((await store.demos()).toSorted()).toEqual(['digits', 'open'])
})

test('what another version of the page has written is left where it is, with its texts', async () => {
  const { tab, raw } = browser()
  const store = tab()
  const id = await store.save(draft('two'))
  const database = await raw()
  await database.add('versions', { demo: 'digits', files: 'elsewhere' })
  for (let age = 60; age > 0; age -= 1) await store.save(draft(`${age}`, { at: Date.now() - 90 * DAY }))
  await store.thin('digits', Date.now())
  expect(await store.list('digits')).toMatchObject({ unread: 1 })
  expect(await database.count('versions')).toBe(62)
  expect((await store.files(id))?.files).toEqual(edited('two'))
})

test('a version whose text is gone is none', async () => {
  const { tab, raw } = browser()
  const store = tab()
  const id = await store.save(draft('two'))
  await (await raw()).clear('texts')
  expect(await store.files(id)).toBeUndefined()
})

test('a newer version of the page can have the database; the next use opens it again', async () => {
  const { tab, name } = browser()
  const store = tab()
  await store.save(draft('two'))
  // As well as a visitor who deletes what the site has stored.
  await deleteDB(name)
  expect(await store.head('digits')).toBeUndefined()
  await store.save(draft('three'))
  expect((await store.head('digits'))?.files).toEqual(edited('three'))
})
