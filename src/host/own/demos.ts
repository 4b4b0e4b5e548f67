import * as v from 'valibot'
import type { StoreApi } from 'zustand/vanilla'
import { toWire } from '../../protocol/errors'
import type { OpenDemo } from '../demo'
import type { DemoCard } from '../types'
import { freeId } from './id'
import { kept } from './kept'
import { type OwnContent, type OwnEntry, ownContentSchema, ownEntrySchema, readEntries } from './record'
import { createOwnStore, type OwnStore } from './store'
import { lost, storageError, unreadable } from './trouble'
import type { DemoContent, OwnChange, OwnDemos, OwnState } from './types'
import { createVersions } from './versions'

export interface BundledDemo {
  card: DemoCard
  load(): Promise<DemoContent>
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

const README = 'README.md'

const marksSchema = v.pick(ownEntrySchema, ['foreign', 'digest'])

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
  const versions = createVersions()
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
      const cards = entries.toSorted((a, b) => b.createdAt - a.createdAt).map(cardOf)
      for (const { id } of cards) used.add(id)
      versions.listed(entries)
      state.setState({
        cards,
        loaded: true,
        problem: unread === 0 ? undefined : toWire(unreadable(unread)),
        newer: versions.newer(),
      })
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
    if (shipped === undefined) return contentOf(id)
    const { files, texts } = await shipped.load()
    return { files: [...files], texts: [...texts] }
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

  async function write(id: string, { card, ...parts }: OwnChange): Promise<void> {
    const written = await change(async () => {
      let changed: OwnEntry | undefined
      const there = await store.change(id, (entry, content) => {
        changed = { ...v.parse(ownEntrySchema, entry), changedAt: Date.now() }
        if (card !== undefined) changed.card = v.parse(ownEntrySchema.entries.card, card)
        return [changed, v.parse(ownContentSchema, { ...v.parse(ownContentSchema, content), ...parts })]
      })
      if (there && changed !== undefined) versions.wrote(changed)
      return there
    })
    if (!written) throw lost(id)
  }

  /** With the card that its README makes; what of it runs goes on. */
  async function keepContent(id: string, content: Partial<DemoContent>): Promise<void> {
    const known = state.getState().cards.find((card) => card.id === id)
    const readme = content.texts?.find(({ path }) => path === README)?.text
    if (known === undefined || readme === undefined) return write(id, content)
    const { id: _, ...before } = known
    // YAML is for those who edit.
    const { cardAfter } = await import('./readme')
    await write(id, { ...content, card: cardAfter(readme, before) })
  }

  const demos: OpenOwnDemos = {
    async create({ card, files, texts, origin, ...marks }) {
      const now = Date.now()
      const entry = {
        card: v.parse(ownEntrySchema.entries.card, card),
        createdAt: now,
        changedAt: now,
        origin,
        ...v.parse(marksSchema, marks),
      }
      const content = v.parse(ownContentSchema, { files, texts })
      return cardOf({ ...entry, id: await add(entry, content) })
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
    async save(id, change) {
      await write(id, change)
      if (change.card !== undefined) onStale(id)
    },
    keep: keepContent,
    read,
    templates: async () => (await import('./templates')).templates,
    async keptOf(digest) {
      const found = readEntries(await store.list().catch(refused)).entries.find(
        (entry) => entry.digest === digest,
      )
      return found && cardOf(found)
    },
    async foreign(id) {
      const found = readEntries(await store.list().catch(refused)).entries.find((entry) => entry.id === id)
      return found?.foreign && { from: found.foreign.from, keptAt: found.createdAt }
    },
    async makeMine(id) {
      const there = await change(() =>
        store.change(id, (entry, content) => {
          const { foreign: _, ...mine } = v.parse(ownEntrySchema, entry)
          return [mine, v.parse(ownContentSchema, content)]
        }),
      )
      if (!there) throw lost(id)
      onStale(id)
    },
    find(id) {
      const cardNow = () => state.getState().cards.find((card) => card.id === id)
      const card = cardNow()
      if (card === undefined) return undefined
      /** As this page found it: what Reset goes back to. */
      let found: Promise<OwnContent> | undefined
      const load = (): Promise<OwnContent> => {
        if (found !== undefined) return found
        versions.opened(id)
        state.setState({ newer: versions.newer() })
        found = contentOf(id).catch((error: unknown) => {
          found = undefined
          throw error
        })
        return found
      }
      const onClosed = (): void => {
        versions.closed(id)
        state.setState({ newer: versions.newer() })
      }
      const keep = async (edited: Partial<DemoContent> | undefined): Promise<void> => {
        try {
          // Before it is written over.
          const before = await load()
          await keepContent(id, edited ?? before)
        } catch (thrown) {
          // It runs all the same.
          state.setState({ problem: toWire(thrown, 'StorageFull') })
        }
      }
      return { card, load, opened: (demo) => kept(demo, { keep, card: cardNow, onClosed }) }
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

function cardOf({ id, card, foreign }: OwnEntry): DemoCard {
  return { id, ...card, ...(foreign !== undefined && { foreign: true }) }
}

function refused(thrown: unknown): never {
  throw storageError(thrown)
}
