import * as v from 'valibot'
import type { StoreApi } from 'zustand/vanilla'
import { toWire } from '../../protocol/errors'
import type { OpenDemo } from '../demo'
import type { DemoCard, DemoFile } from '../types'
import { freeId } from './id'
import { kept } from './kept'
import { type OwnContent, type OwnEntry, ownContentSchema, ownEntrySchema, readEntries } from './record'
import { createOwnStore, type OwnStore } from './store'
import { lost, storageError, unreadable } from './trouble'
import type { OwnDemos, OwnState } from './types'

/** As in instances.ts, which is code that the gallery does not need. */
const HANDLER = 'handler.ts'

export interface BundledDemo {
  card: DemoCard
  load(): Promise<readonly DemoFile[]>
  /** Of the demo that is made of it. */
  opened?(demo: OpenDemo): OpenDemo
}

export interface OwnDemosOptions {
  state: StoreApi<OwnState>
  /** Their ids are nobody else's. */
  bundled: readonly BundledDemo[]
  /** It was deleted or renamed in this tab: what was opened of it ends. */
  onStale(id: string): void
  /** Others for tests. */
  store?: OwnStore
  channel?: string
}

export interface OpenOwnDemos extends OwnDemos {
  find(id: string): BundledDemo | undefined
  /** Idempotent. */
  close(): void
}

const opened = new WeakMap<OwnDemosOptions['state'], Promise<OpenOwnDemos>>()

/** The same ones for the same list. */
export function ownDemosOf(options: OwnDemosOptions): Promise<OpenOwnDemos> {
  const known = opened.get(options.state) ?? openOwnDemos(options)
  opened.set(options.state, known)
  return known
}

/** Own demos: the list that the page shows, what changes it, and word of that to other tabs. */
export async function openOwnDemos(options: OwnDemosOptions): Promise<OpenOwnDemos> {
  const { state, bundled, onStale, store = createOwnStore(), channel: name = 'sublet-own-demos' } = options
  const bundledIds = bundled.map(({ card }) => card.id)
  /** Ids of this page's time: what a tab knows of one that is gone, it must not take for the next. */
  const used = new Set(bundledIds)
  const channel = new BroadcastChannel(name)
  channel.onmessage = () => void readList()
  let reads = 0
  let closed = false

  const choose = (title: string) => (taken: readonly string[]) => freeId(title, new Set([...used, ...taken]))

  async function readList(): Promise<void> {
    const read = ++reads
    try {
      const { entries, unread } = readEntries(await store.list())
      for (const { id, card } of entries) {
        // A later version of the site may ship a demo of that name.
        if (bundledIds.includes(id)) await store.move(id, choose(card.title))
      }
      if (entries.some(({ id }) => bundledIds.includes(id))) return readList()
      // A later one has overtaken it.
      if (read !== reads) return
      const cards = entries
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .map(({ id, card }) => ({ id, ...card }))
      for (const { id } of cards) used.add(id)
      state.setState({ cards, loaded: true, problem: unread === 0 ? undefined : toWire(unreadable(unread)) })
    } catch (thrown) {
      if (read === reads) state.setState({ loaded: true, problem: toWire(storageError(thrown)) })
    }
  }

  /** @throws SubletError with the reason of the database */
  async function change<T>(task: () => Promise<T>): Promise<T> {
    try {
      const done = await task()
      await readList()
      if (!closed) channel.postMessage('changed')
      return done
    } catch (thrown) {
      throw storageError(thrown)
    }
  }

  async function contentOf(id: string): Promise<OwnContent> {
    const content = v.safeParse(ownContentSchema, await store.content(id).catch(refused))
    if (content.success) return content.output
    throw state.getState().cards.some((card) => card.id === id) ? unreadable(1) : lost(id)
  }

  async function read(id: string): Promise<OwnContent> {
    const shipped = bundled.find(({ card }) => card.id === id)
    return shipped === undefined ? contentOf(id) : { files: [...(await shipped.load())], texts: [] }
  }

  async function add(entry: Omit<OwnEntry, 'id'>, content: OwnContent, wanted?: string): Promise<string> {
    const id = await change(() =>
      store.add(entry, content, (taken) =>
        wanted === undefined || taken.includes(wanted) ? choose(entry.card.title)(taken) : wanted,
      ),
    )
    used.add(id)
    return id
  }

  const demos: OpenOwnDemos = {
    async create({ card, files, texts, origin }) {
      const now = Date.now()
      const entry = {
        card: v.parse(ownEntrySchema.entries.card, card),
        createdAt: now,
        changedAt: now,
        origin,
      }
      const content = v.parse(ownContentSchema, { files, texts })
      return { ...entry.card, id: await add(entry, content) }
    },
    async remove(id) {
      const list = await store.list().catch(refused)
      const found = readEntries(list).entries.find((entry) => entry.id === id)
      if (found === undefined) throw lost(id)
      const content = await contentOf(id)
      await change(() => store.remove(id))
      onStale(id)
      return async () => {
        await add(found, content, id)
      }
    },
    async save(id, { card, ...parts }) {
      const there = await change(() =>
        store.change(id, (entry, content) => {
          const before = v.parse(ownEntrySchema, entry)
          const changed = { ...before, changedAt: Date.now() }
          if (card !== undefined) changed.card = v.parse(ownEntrySchema.entries.card, card)
          return [changed, v.parse(ownContentSchema, { ...v.parse(ownContentSchema, content), ...parts })]
        }),
      )
      if (!there) throw lost(id)
      if (card !== undefined) onStale(id)
    },
    read,
    templates: async () => (await import('./templates')).templates,
    find(id) {
      const card = state.getState().cards.find((card) => card.id === id)
      if (card === undefined) return undefined
      /** As this page found it: what Reset goes back to, and what other files an edit keeps. */
      let found: Promise<OwnContent> | undefined
      const load = async (): Promise<readonly DemoFile[]> => {
        found ??= contentOf(id).catch((error: unknown) => {
          found = undefined
          throw error
        })
        return (await found).files
      }
      const keep = async (handler: Omit<DemoFile, 'path'> | undefined): Promise<void> => {
        const files = [...(await load())]
        const at = files.findIndex(({ path }) => path === HANDLER)
        if (handler !== undefined) files[at] = { path: HANDLER, ...handler }
        try {
          await demos.save(id, { files })
        } catch (thrown) {
          // It runs all the same.
          state.setState({ problem: toWire(thrown, 'StorageFull') })
        }
      }
      return { card, load, opened: (demo) => kept(demo, keep) }
    },
    close() {
      closed = true
      channel.close()
      store.close()
    },
  }
  await readList()
  return demos
}

function refused(thrown: unknown): never {
  throw storageError(thrown)
}
