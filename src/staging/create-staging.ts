import { asSubletError, SubletError, toWire } from '../protocol/errors'
import type { Library, ModelDetail, ModelState, Verification } from '../protocol/library'
import type { StagedModel } from '../protocol/model'
import type { RepositoryFile } from '../protocol/repository'
import { describeModel } from './describe-model'
import { createDocuments } from './documents/documents'
import { createBuffers } from './download/buffers'
import { type PatienceOptions, sleep } from './download/patience'
import type { Fetch } from './download/request'
import { createJobs } from './jobs'
import { type GivenModel, packModel } from './pack-model'
import { readLibrary } from './read-library'
import { createRoom } from './room/room'
import { createDropped, type DroppedFile, modelsAmong } from './source/dropped'
import { createHubDigests } from './source/hub-digests'
import { createHubSettings, type HubSettings, withToken } from './source/hub-settings'
import { DROPPED_BASE, localKey, sourceKey } from './source/origin'
import { stageModel } from './stage-model'
import { createModelStore } from './store/model-store'
import { SEGMENT_BYTES } from './store/segments'
import type { OnProgress } from './tally'
import { verifyModel } from './verify-model'

/** Segments that are in memory at a time, of all downloads together: each is read once, to be digested. */
const BUFFERS = 1

/** What the browser has to offer. */
export interface StagingOptions extends Partial<PatienceOptions> {
  fetch: Fetch
  /** Milliseconds since the epoch. */
  now: () => number
  /** Milliseconds of a clock that does not jump. */
  monotonic?: () => number
  storage: Pick<StorageManager, 'estimate' | 'persisted'>
  /** Sources of models that a runner in some tab has loaded. */
  inUse(): Promise<ReadonlySet<string>>
  /** Name of the IndexedDB database; one worker per database. */
  database?: string
  stallMs?: number
}

/** The models of this browser. Owns the downloads; knows no ports and no tabs. Everything rejects with a `SubletError`. */
export interface Staging {
  /** A model by its source, downloaded unless it is there. Callers of one model share the download. */
  ensure(source: string, onProgress?: OnProgress): Promise<StagedModel>
  /** Stages the models among these files. Resolves with their sources. */
  add(files: readonly DroppedFile[], onProgress?: OnProgress): Promise<string[]>
  /** Takes a model apart that is given as bytes, and stores nothing. */
  pack(model: GivenModel): Promise<StagedModel>
  /**
   * A file of a repository of the hub that is no model; with `head` its status and size without the bytes. It is fetched
   * once, and goes with the models of its repository. Callers of one file share the download.
   */
  file(source: string, head: boolean, onProgress?: OnProgress): Promise<RepositoryFile>
  /** Stops a download, which then fails with `Cancelled`, and keeps what is stored. */
  pause(source: string): Promise<void>
  /** Also stops a download of it. */
  remove(source: string): Promise<void>
  pin(source: string, pinned: boolean): Promise<void>
  /** Reads every byte again. What is damaged is fetched again, or at least not handed out any more. */
  verify(source: string): Promise<Verification>
  describe(source: string): Promise<ModelDetail>
  library(): Promise<Library>
  /** Called whenever `library` would tell something else. */
  onChange(listener: () => void): () => void
  setHub(settings: HubSettings): Promise<void>
  /** Idempotent. Stops all downloads. */
  close(): void
}

export function createStaging(options: StagingOptions): Staging {
  const { now, database, monotonic = () => performance.now() } = options
  const store = createModelStore({ database, now })
  const buffers = createBuffers(BUFFERS, SEGMENT_BYTES)
  const dropped = createDropped()
  const hub = createHubSettings(store)
  const hubFetch = withToken(options.fetch, hub)
  const fetch: Fetch = (url, init) =>
    url.startsWith(DROPPED_BASE) ? dropped.fetch(url, init) : hubFetch(url, init)
  const listeners = new Set<() => void>()
  const closed = new AbortController()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const room = createRoom({
    store,
    estimate: () => options.storage.estimate(),
    // A model that is on its way is wanted.
    inUse: async () => new Set([...(await modelsInUse()), ...jobs.sources()]),
    evicted: changed,
  })
  /** What was last found wrong with a model, until it is asked for again. */
  const troubles = new Map<string, ModelState>()
  const checks = new Map<string, { loaded: number; total: number }>()
  const documents = createDocuments({
    sleep,
    random: Math.random,
    ...options,
    store,
    hub,
    fetch: hubFetch,
    signal: closed.signal,
    makeRoom: room.make,
    changed,
  })
  /** One check after the other: each has a segment in memory. */
  let checking: Promise<unknown> = Promise.resolve()
  let collected: Promise<void> | undefined

  /** Everything waits for this, so that no orphan is taken for a part of a download, and no download for orphans. */
  function ready(): Promise<void> {
    collected ??= store.collect().catch((cause: unknown) => {
      // The visitor may allow storage later.
      collected = undefined
      throw cause
    })
    return collected
  }

  const jobs = createJobs({ work: stage, monotonic, changed })

  async function stage(source: string, signal: AbortSignal, progress: OnProgress): Promise<void> {
    await ready()
    if (await store.has(source)) return
    let seen: { loaded: number; total: number | null } = { loaded: 0, total: null }
    const forget = buffers.keep()
    try {
      await stageModel({
        sleep,
        random: Math.random,
        ...options,
        source,
        fetch,
        signal,
        buffers,
        store: { ...store, putSegment: room.putSegment },
        makeRoom: room.make,
        digestOf: createHubDigests(hub, fetch, signal),
        progress(loaded, total, files) {
          seen = { loaded, total }
          progress(loaded, total, files)
        },
      })
      troubles.delete(source)
    } catch (cause) {
      if (!signal.aborted)
        troubles.set(source, { state: 'failed', ...seen, error: toWire(cause, 'StorageFull') })
      throw cause
    } finally {
      forget()
    }
  }

  async function key(source: string): Promise<string> {
    return sourceKey(source, await hub.read())
  }

  /** The key of a model that a person picks from the library: it stays, also when the hub is another one since. */
  async function listedKey(source: string): Promise<string> {
    const under = troubles.has(source) || jobs.state(source) !== undefined
    const listed = under || ((await store.record(source)) ?? (await store.download(source))) !== undefined
    return listed ? source : key(source)
  }

  /** Tabs name models as their handlers do. A name that is none keeps nothing. */
  async function modelsInUse(): Promise<ReadonlySet<string>> {
    const keys = await Promise.allSettled([...(await options.inUse())].map(key))
    return new Set(keys.flatMap((named) => (named.status === 'fulfilled' ? [named.value] : [])))
  }

  async function ensure(source: string, onProgress: OnProgress = () => undefined): Promise<StagedModel> {
    const url = await key(source)
    troubles.delete(url)
    await jobs.run(url, onProgress)
    const staged = await store.read(url)
    if (staged === undefined)
      throw new SubletError('Cancelled', `${url} was removed as soon as it was stored.`)
    return staged
  }

  async function add(
    files: readonly DroppedFile[],
    onProgress: OnProgress = () => undefined,
  ): Promise<string[]> {
    const models = modelsAmong(files)
    for (const { path, file } of files) dropped.add(path, file)
    const sources = models.map(localKey)
    for (const source of sources) {
      await jobs.stop(source, new SubletError('Cancelled', `${source} was dropped again.`))
      // Dropped anew it may be another file of the same name, and that of an attempt that broke off too.
      if (await store.has(source)) await remove(source)
      const begun = await store.download(source)
      if (
        begun?.files.some(
          ({ url, validator }) => validator !== undefined && validator !== dropped.version(url),
        )
      )
        await store.dropDownload(source)
      await jobs.run(source, onProgress)
    }
    return sources
  }

  async function pause(source: string): Promise<void> {
    const url = await listedKey(source)
    await jobs.stop(
      url,
      new SubletError('Cancelled', `${url}: the download was paused.`, { wayOut: 'Resume it.' }),
    )
    troubles.delete(url)
    const download = await store.download(url)
    if (download !== undefined) await store.saveDownload({ ...download, paused: true })
    changed()
  }

  async function remove(source: string): Promise<void> {
    const url = await listedKey(source)
    await ready()
    await jobs.stop(url, new SubletError('Cancelled', `${url}: the download was stopped.`))
    troubles.delete(url)
    await store.remove(url)
    changed()
  }

  async function pin(source: string, pinned: boolean): Promise<void> {
    await store.pin(await listedKey(source), pinned)
    changed()
  }

  async function verify(source: string): Promise<Verification> {
    const url = await listedKey(source)
    const progress = (loaded: number, total: number): void => {
      checks.set(url, { loaded, total })
      changed()
    }
    try {
      await ready()
      const check = checking.then(() => verifyModel({ source: url, store, fetch, progress }))
      checking = check.catch(() => undefined)
      const found = await check
      if (found.repaired) troubles.delete(url)
      return found
    } finally {
      checks.delete(url)
      changed()
    }
  }

  async function detail(source: string): Promise<ModelDetail> {
    const record = await store.record(await listedKey(source))
    if (record !== undefined) return describeModel(record)
    throw new SubletError('ModelNotFound', `${source} is not staged.`, { figures: { source } })
  }

  async function library(): Promise<Library> {
    await ready()
    return readLibrary({ store, jobs, troubles, checks, inUse: modelsInUse, storage: options.storage })
  }

  // At the start, not at the first use: the room is free at once. A failure is told to the first caller.
  ready().catch(() => undefined)

  return {
    ensure: (source, onProgress) => typed(ensure(source, onProgress)),
    add: (files, onProgress) => typed(add(files, onProgress)),
    pack: (model) => typed(packModel(model, buffers, closed.signal)),
    file: (source, head, onProgress = () => undefined) =>
      typed(documents.file(source, head, (loaded, total) => onProgress(loaded, total, []))),
    pause: (source) => typed(pause(source)),
    remove: (source) => typed(remove(source)),
    pin: (source, pinned) => typed(pin(source, pinned)),
    verify: (source) => typed(verify(source)),
    describe: (source) => typed(detail(source)),
    library: () => typed(library()),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setHub: (settings) => typed(hub.write(settings)),
    close() {
      closed.abort(new SubletError('Cancelled', 'Staging was closed.'))
      jobs.close(new SubletError('Cancelled', 'Staging was closed.'))
      store.close()
      listeners.clear()
    },
  }
}

/** What is not ours is a failure of the storage: the network and the packer have errors of their own. */
async function typed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw asSubletError(cause, 'StorageFull')
  }
}
