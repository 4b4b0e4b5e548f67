import { asSubletError, SubletError } from '../protocol/errors'
import type { ModelSummary, StagedModel } from '../protocol/model'
import type { Fetch } from './download'
import { stageModel } from './stage-model'
import { createModelStore } from './store/model-store'

export interface StagingOptions {
  fetch: Fetch
  /** Milliseconds since the epoch. */
  now: () => number
  /** Name of the IndexedDB database; one worker per database. */
  database?: string
}

/** Bytes stored so far; `total` is null while the server has not said. */
export type OnProgress = (loaded: number, total: number | null) => void

/** Models of this site, stored and packed. Owns the downloads; knows no ports and no tabs. */
export interface Staging {
  /** The model at an absolute http(s) URL, downloaded unless it is there. Callers of one model share the download. */
  ensure(source: string, onProgress?: OnProgress): Promise<StagedModel>
  list(): Promise<ModelSummary[]>
  /** Also stops a download of it, which then fails with `Cancelled`. */
  remove(source: string): Promise<void>
  /** Idempotent. Stops all downloads. */
  close(): void
}

/** One model on its way, for all who wait for it. */
interface Job {
  done: Promise<void>
  abort: AbortController
  watchers: Set<OnProgress>
  /** For a caller who comes later. */
  latest: { loaded: number; total: number | null } | undefined
}

export function createStaging({ fetch, now, database }: StagingOptions): Staging {
  const store = createModelStore({ database, now })
  const jobs = new Map<string, Job>()
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

  function start(source: string): Job {
    const abort = new AbortController()
    const job: Job = { done: Promise.resolve(), abort, watchers: new Set(), latest: undefined }
    const progress: OnProgress = (loaded, total) => {
      job.latest = { loaded, total }
      for (const watch of job.watchers) watch(loaded, total)
    }
    const work = async (): Promise<void> => {
      await ready()
      if (await store.has(source)) return
      await stageModel({ source, fetch, store, signal: abort.signal, progress })
    }
    job.done = work().finally(() => jobs.delete(source))
    jobs.set(source, job)
    return job
  }

  async function ensure(source: string, onProgress: OnProgress = () => undefined): Promise<StagedModel> {
    const url = modelUrl(source)
    if (url === undefined) {
      throw new SubletError('ModelNotFound', `"${source}" is no http(s) URL.`, { figures: { source } })
    }
    const job = jobs.get(url) ?? start(url)
    job.watchers.add(onProgress)
    if (job.latest !== undefined) onProgress(job.latest.loaded, job.latest.total)
    await job.done
    const staged = await store.read(url)
    if (staged === undefined)
      throw new SubletError('Cancelled', `${url} was removed as soon as it was stored.`)
    return staged
  }

  async function remove(source: string): Promise<void> {
    const url = modelUrl(source)
    if (url === undefined) return
    await ready()
    const job = jobs.get(url)
    job?.abort.abort()
    // Its callers are told how it ended; here it only has to be over.
    await job?.done.catch(() => undefined)
    await store.remove(url)
  }

  async function list(): Promise<ModelSummary[]> {
    await ready()
    return store.list()
  }

  // At the start, not at the first use: the room is free at once. A failure is told to the first caller.
  ready().catch(() => undefined)

  return {
    ensure: (source, onProgress) => typed(ensure(source, onProgress)),
    list: () => typed(list()),
    remove: (source) => typed(remove(source)),
    close() {
      for (const { abort } of jobs.values()) abort.abort()
      store.close()
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

/** The key of a model; undefined when there can be none. */
function modelUrl(source: string): string | undefined {
  const url = URL.parse(source)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  url.hash = ''
  return url.href
}
