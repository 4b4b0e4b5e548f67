import { deleteDB } from 'idb'
import { expect, onTestFinished, test } from 'vitest'
import type { SourceFile } from '../project'
import { createDrafts, type DraftsState } from './drafts'
import { createDraftStore, type DraftStore } from './store'

const original = [{ path: 'handler.ts', source: 'original' }]
const files = (source: string) => [{ path: 'handler.ts', source }]

let browsers = 0

/** Real database, locks and channel; each `tab` is an editor of the demo. */
function browser() {
  const name = `sublet-drafts-tabs-${++browsers}`
  const opened: { close(): Promise<void> }[] = []
  onTestFinished(async () => {
    for (const each of opened) await each.close()
    await deleteDB(name)
  })
  return {
    tab({ store = createDraftStore(name), unkept = false, text = 'original' } = {}) {
      let shown: readonly SourceFile[] = files(text)
      const drafts = createDrafts({
        demo: 'digits',
        store,
        files: shown,
        unkept,
        original,
        onShow: (next) => {
          shown = next
        },
        names: { channel: name, lock: `${name}-` },
      })
      const close = async () => {
        await drafts.close()
        store.close()
      }
      opened.push({ close })
      const until = (reached: (state: DraftsState) => boolean) =>
        new Promise<void>((resolve) => {
          if (reached(drafts.state.getState())) return resolve()
          const stop = drafts.state.subscribe((state) => {
            if (!reached(state)) return
            stop()
            resolve()
          })
        })
      return {
        drafts,
        store,
        close,
        until,
        text: () => shown[0]?.source,
        type(source: string) {
          shown = files(source)
          drafts.edited(shown)
        },
        is: (role: 'writer' | 'follower') => until(({ seat }) => seat.role === role),
        kept: () => until(({ seat }) => seat.kept === seat.edits),
        shows: (source: string) => until(({ seat }) => seat.files[0]?.source === source),
      }
    },
    history: async () => {
      const store = createDraftStore(name)
      const { versions } = await store.list('digits')
      const found = await Promise.all(
        versions.map(async ({ id }) => (await store.files(id))?.files[0]?.source),
      )
      store.close()
      return versions.map(({ why }, index) => `${why}: ${found[index]}`)
    },
  }
}

test('what is typed is kept after a pause, and found by the next page with its time', async () => {
  const { tab } = browser()
  const one = tab()
  await one.is('writer')
  one.type('mine')
  expect(one.drafts.state.getState().changed).toBe(true)
  await one.kept()
  await one.close()
  const next = tab()
  await next.until(({ found }) => found !== undefined)
  expect(next.text()).toBe('mine')
  expect(next.drafts.state.getState().found).toBeGreaterThan(Date.now() - 60_000)
})

test('typed without a pause, it is kept all the same', async () => {
  const { tab, history } = browser()
  const one = tab()
  await one.is('writer')
  let text = ''
  const typing = setInterval(() => {
    text += 'x'
    one.type(text)
  }, 50)
  await one.until(({ keptAt }) => keptAt !== undefined)
  clearInterval(typing)
  expect(one.drafts.state.getState().seat.edits).toBeGreaterThan(10)
  expect((await history())[0]).toMatch(/^typed: x+$/)
})

test('it is kept at once when the window loses the focus, and when the page goes', async () => {
  const { tab, history } = browser()
  const one = tab()
  await one.is('writer')
  for (const [type, target] of [
    ['blur', window],
    ['pagehide', window],
    ['visibilitychange', document],
  ] as const) {
    one.type(type)
    target.dispatchEvent(new Event(type))
    const { sent, edits } = one.drafts.state.getState().seat
    expect(sent).toBe(edits)
    await one.kept()
  }
  expect(await history()).toEqual(['typed: visibilitychange', 'typed: pagehide', 'typed: blur'])
})

test('put back to the original there is no draft, and what was typed is in the history', async () => {
  const { tab, history } = browser()
  const one = tab()
  await one.is('writer')
  one.type('mine')
  one.drafts.put(original, 'reset')
  await one.kept()
  expect(one.text()).toBe('original')
  await one.close()
  const next = tab()
  await next.is('writer')
  expect(next.drafts.state.getState()).toMatchObject({ changed: false, found: undefined })
  expect(await history()).toEqual(['reset: original', 'typed: mine'])
})

test('a run is a version, but not twice of the same text, and none of the demo as it is', async () => {
  const { tab, history } = browser()
  const one = tab()
  await one.is('writer')
  one.drafts.keep('run')
  one.type('mine')
  one.drafts.keep('run')
  await one.kept()
  one.drafts.keep('run')
  await one.close()
  expect(await history()).toEqual(['run: mine'])
})

test('the second tab follows the first, and takes over; the first is told and follows', async () => {
  const { tab } = browser()
  const [one] = [tab()]
  await one.is('writer')
  const two = tab()
  await two.is('follower')
  expect(two.drafts.state.getState().seat.notice).toBe('elsewhere')
  one.type('of the first')
  await two.shows('of the first')
  expect(two.text()).toBe('of the first')

  two.drafts.takeOver()
  await Promise.all([two.is('writer'), one.is('follower')])
  expect(one.drafts.state.getState().seat.notice).toBe('taken')
  two.type('of the second')
  await one.shows('of the second')
  expect(one.text()).toBe('of the second')
})

test('taken over in the middle of a word, nothing of it is lost', async () => {
  const { tab, history } = browser()
  const one = tab()
  await one.is('writer')
  const two = tab()
  await two.is('follower')
  two.drafts.takeOver()
  one.type('the last keys')
  await two.is('writer')
  await one.until(({ seat }) => seat.role === 'follower' && seat.kept === seat.edits)
  await two.shows('the last keys')
  await two.kept()
  expect(await history()).toContain('left: the last keys')
  expect(two.text()).toBe('the last keys')
})

test('the first tab closed, the second writes by itself and says so', async () => {
  const { tab } = browser()
  const one = tab()
  await one.is('writer')
  const two = tab()
  await two.is('follower')
  one.type('unfinished')
  await one.close()
  await two.is('writer')
  await two.shows('unfinished')
  expect(two.drafts.state.getState().seat.notice).toBe('inherited')
  two.drafts.dismiss('notice')
  expect(two.drafts.state.getState().seat.notice).toBeUndefined()
})

test('three tabs take over from each other: there is one writer, and all end with its text', async () => {
  const { tab, history } = browser()
  const tabs = [tab(), tab(), tab()]
  await Promise.any(tabs.map((each) => each.is('writer')))
  for (const [index, each] of [...tabs, ...tabs].entries()) {
    each.drafts.takeOver()
    await each.is('writer')
    each.type(`text ${index}`)
  }
  const last = tabs[2]
  last?.drafts.keep('typed')
  await Promise.all(tabs.map((each) => each.shows('text 5')))
  expect(tabs.filter(({ drafts }) => drafts.state.getState().seat.role === 'writer')).toEqual([last])
  const kept = (await history()).map((line) => line.split(': ')[1])
  expect(kept).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 5].map((index) => `text ${index}`)))
})

test('without storage it is edited all the same, with what is wrong; when there is some again, it is kept', async () => {
  const { tab } = browser()
  const real = createDraftStore(`sublet-drafts-tabs-${browsers}`)
  const away = new DOMException('no room', 'QuotaExceededError')
  let works = false
  const store: DraftStore = {
    ...real,
    begin: (demo) => (works ? real.begin(demo) : Promise.reject(away)),
    save: (version) => (works ? real.save(version) : Promise.reject(away)),
  }
  const one = tab({ store })
  await one.until(({ trouble }) => trouble?.code === 'StorageFull')
  one.type('mine')
  one.drafts.keep('typed')
  await one.until(({ trouble }) => trouble?.figures.textBytes === 8)
  expect(one.text()).toBe('mine')
  works = true
  one.drafts.retry()
  await one.kept()
  expect(one.drafts.state.getState().trouble).toBeUndefined()
  expect((await real.head('digits'))?.files).toEqual(files('mine'))
})

test('an editor that found no storage as it opened has a draft as soon as there is some', async () => {
  const { tab } = browser()
  const one = tab()
  await one.is('writer')
  one.type('mine')
  await one.close()
  const real = createDraftStore(`sublet-drafts-tabs-${browsers}`)
  let works = false
  const broken = new DOMException('not now', 'UnknownError')
  const store = { ...real, begin: (demo: string) => (works ? real.begin(demo) : Promise.reject(broken)) }
  const next = tab({ store })
  await next.until(({ trouble }) => trouble?.code === 'NoStorage')
  works = true
  next.drafts.retry()
  await next.shows('mine')
  expect(next.text()).toBe('mine')
  expect(next.drafts.state.getState().trouble).toBeUndefined()
})

test('a text that could not be kept when the editor was closed is not shown over by an older draft', async () => {
  const { tab, history } = browser()
  const one = tab()
  await one.is('writer')
  one.type('older')
  await one.close()
  const next = tab({ text: 'never kept', unkept: true })
  await next.is('writer')
  expect(next.text()).toBe('never kept')
  await next.kept()
  expect(await history()).toEqual(['typed: never kept', 'typed: older'])
})
