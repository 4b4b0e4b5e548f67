import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { SourceFile } from '../project'
import { countLines } from './count-lines'
import { planThinning } from './plan-thinning'
import { createSharedTexts } from './shared-texts'
import { bytesOf, MOST_BYTES_OF_ALL } from './to-thin'
import { DraftsFull } from './trouble'
import { headOf, readVersions, type Version, type Why } from './version'

interface DraftSchema extends DBSchema {
  /** By a number that grows; whoever reads it parses it. */
  versions: { key: number; value: unknown; indexes: { demo: string } }
  /** Text of a file, by the key that versions name. */
  texts: { key: string; value: unknown }
  /** By demo: the term of the tab that began to write last. */
  terms: { key: string; value: unknown }
}

export interface NewVersion {
  demo: string
  at: number
  why: Why
  term: number
  parent: number | undefined
  files: readonly SourceFile[]
  /** What `lines` counts against. */
  original: readonly SourceFile[]
}

export interface VersionFiles {
  version: Version
  files: readonly SourceFile[]
}

export interface History {
  /** The newest first. */
  versions: readonly Version[]
  /** Another version of the page has written these. They are left where they are. */
  unread: number
}

export interface Held {
  demos: number
  /** 2 for each UTF-16 unit. */
  bytes: number
}

/** Versions of what was written, of all demos. Everything rejects with the database's own error, or with `DraftsFull`. */
export interface DraftStore {
  /** Of a tab that begins to write: a term above all before it, and what it begins with. */
  begin(demo: string): Promise<{ term: number; head: VersionFiles | undefined }>
  /**
   * Once the database is open, all of it is on its way to the browser's process when this returns: a page that is
   * going away need not wait. @returns its id
   */
  save(version: NewVersion): Promise<number>
  head(demo: string): Promise<VersionFiles | undefined>
  list(demo: string): Promise<History>
  /** Undefined: it is gone, or cannot be read. */
  files(id: number): Promise<VersionFiles | undefined>
  /**
   * By the rule of `toThin`; of other demos as well, when all are over the bound together. Where that does not help, the
   * next `save` is refused.
   */
  thin(demo: string, now: number): Promise<void>
  /** What all demos but this one hold. */
  others(demo: string): Promise<Held>
  /** Demos of which there are versions. */
  demos(): Promise<readonly string[]>
  /** All versions of a demo. */
  forget(demo: string): Promise<void>
  /** Idempotent. */
  close(): void
}

export const DRAFT_DATABASE = 'sublet-drafts'

/** It opens the database at its first use, and again when the browser has closed it. */
export function createDraftStore(name = DRAFT_DATABASE): DraftStore {
  let opening: Promise<IDBPDatabase<DraftSchema>> | undefined
  let opened: IDBPDatabase<DraftSchema> | undefined
  const shared = createSharedTexts()
  /** All drafts together are over their bound, and nothing can be thinned any more. */
  let full = false

  function forgetIt(): void {
    opening = undefined
    opened = undefined
    // The next one may be empty: a visitor can delete what a site has stored.
    shared.forget()
  }

  function open(): Promise<IDBPDatabase<DraftSchema>> {
    opening ??= openDB<DraftSchema>(name, 1, {
      upgrade(fresh) {
        fresh
          .createObjectStore('versions', { keyPath: 'id', autoIncrement: true })
          .createIndex('demo', 'demo')
        fresh.createObjectStore('texts')
        fresh.createObjectStore('terms')
      },
      // A newer version of the page, in another tab, must not wait for this one.
      blocking(_current, _blocked, { target }) {
        if (target instanceof IDBDatabase) target.close()
        forgetIt()
      },
      terminated: forgetIt,
    }).then(
      (database) => {
        opened = database
        return database
      },
      (thrown: unknown) => {
        forgetIt()
        throw thrown
      },
    )
    return opening
  }

  async function openWithRoom(demo: string): Promise<IDBPDatabase<DraftSchema>> {
    if (full) await thin(demo, Date.now())
    if (full) {
      const { versions } = readVersions(await (await open()).getAll('versions'))
      throw new DraftsFull(bytesOf(versions), new Set(versions.map((version) => version.demo)).size)
    }
    return open()
  }

  async function versionsOf(demo: string): Promise<History> {
    return readVersions(await (await open()).getAllFromIndex('versions', 'demo', demo))
  }

  async function withTexts(version: Version | undefined): Promise<VersionFiles | undefined> {
    if (version === undefined) return
    const database = await open()
    const texts = await Promise.all(version.files.map(({ text }) => database.get('texts', text)))
    const files = version.files.flatMap(({ path }, index) => {
      const source = texts[index]
      return typeof source === 'string' ? [{ path, source }] : []
    })
    // It was thinned between the two reads, or somebody has deleted a part of it.
    if (files.length !== version.files.length) return
    shared.remember(version, files)
    return { version, files }
  }

  async function write(database: IDBPDatabase<DraftSchema>, version: NewVersion): Promise<number> {
    const { original, files, ...facts } = version
    const { entries, fresh } = shared.split(facts.demo, files)
    const lines = countLines(original, files)
    // Relaxed: complete once the browser's process has it. It is the page that crashes, and this outlives it; only when
    // the machine loses its power can the last moments be lost.
    const change = database.transaction(['versions', 'texts'], 'readwrite', { durability: 'relaxed' })
    const adding = change.objectStore('versions').add({ ...facts, files: entries, lines })
    const putting = fresh.map(({ key, source }) => change.objectStore('texts').put(source, key))
    // Each of these fails with the transaction, which tells of it.
    for (const request of putting) request.catch(() => undefined)
    // Now: a page that is going away does not live to see that its requests are done.
    change.commit()
    const [id] = await Promise.all([adding, change.done])
    shared.confirm(facts.demo, id, entries, files)
    return id
  }

  async function thin(demo: string, now: number): Promise<void> {
    const change = (await open()).transaction(['versions', 'texts'], 'readwrite', { durability: 'relaxed' })
    const { versions, unread } = readVersions(await change.objectStore('versions').getAll())
    // Texts that another version of the page needs cannot be told from those that nobody does.
    if (unread > 0) return
    const plan = planThinning(versions, demo, now)
    await Promise.all([
      ...plan.versions.map((id) => change.objectStore('versions').delete(id)),
      ...plan.texts.map((key) => change.objectStore('texts').delete(key)),
    ])
    await change.done
    full = plan.bytes > MOST_BYTES_OF_ALL
  }

  const head = async (demo: string) => withTexts(headOf((await versionsOf(demo)).versions))

  return {
    async begin(demo) {
      const change = (await open()).transaction(['terms', 'versions'], 'readwrite')
      const [last, kept] = await Promise.all([
        change.objectStore('terms').get(demo),
        change.objectStore('versions').index('demo').getAll(demo),
      ])
      const terms = readVersions(kept).versions.map((version) => version.term)
      const term = Math.max(typeof last === 'number' ? last : 0, ...terms) + 1
      await change.objectStore('terms').put(term, demo)
      await change.done
      return { term, head: await head(demo) }
    },
    async save(version) {
      const ready = full ? undefined : opened
      return write(ready ?? (await openWithRoom(version.demo)), version)
    },
    head,
    list: versionsOf,
    async files(id) {
      const { versions } = readVersions([await (await open()).get('versions', id)])
      return withTexts(versions[0])
    },
    thin,
    async others(demo) {
      const { versions } = readVersions(await (await open()).getAll('versions'))
      const rest = versions.filter((version) => version.demo !== demo)
      return { demos: new Set(rest.map((version) => version.demo)).size, bytes: bytesOf(rest) }
    },
    async demos() {
      const { versions } = readVersions(await (await open()).getAll('versions'))
      return [...new Set(versions.map(({ demo }) => demo))]
    },
    async forget(demo) {
      const change = (await open()).transaction(['versions', 'texts'], 'readwrite')
      const index = change.objectStore('versions').index('demo')
      const [kept, ids] = await Promise.all([index.getAll(demo), index.getAllKeys(demo)])
      const texts = readVersions(kept).versions.flatMap(({ files }) => files.map(({ text }) => text))
      await Promise.all([
        ...ids.map((id) => change.objectStore('versions').delete(id)),
        ...texts.map((key) => change.objectStore('texts').delete(key)),
      ])
      await change.done
      shared.forget(demo)
    },
    close() {
      opening?.then(
        (database) => database.close(),
        () => undefined,
      )
      forgetIt()
    },
  }
}
