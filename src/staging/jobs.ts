import type { ModelState } from '../protocol/library'
import type { FileProgress } from '../protocol/model'
import { createRate } from './download/rate'
import type { OnProgress } from './tally'

export interface JobsOptions {
  /** Stages a model, unless it is there. */
  work(source: string, signal: AbortSignal, progress: OnProgress): Promise<void>
  /** Milliseconds of a clock that does not jump. */
  monotonic: () => number
  changed(): void
}

/** Models on their way. Whoever wants the same one waits for the same job. */
export interface Jobs {
  /** Resolves when the model is staged. */
  run(source: string, onProgress: OnProgress): Promise<void>
  /** Resolves when it has ended, however; at once when there is none. Its callers fail with `reason`. */
  stop(source: string, reason: Error): Promise<void>
  /** Undefined when none is under way. */
  state(source: string): ModelState | undefined
  sources(): string[]
  close(reason: Error): void
}

interface Progress {
  loaded: number
  total: number | null
  files: readonly FileProgress[]
}

interface Job {
  done: Promise<void>
  abort: AbortController
  watchers: Set<OnProgress>
  /** For a caller who comes later. */
  latest: Progress | undefined
  state(): ModelState
}

export function createJobs({ work, monotonic, changed }: JobsOptions): Jobs {
  const jobs = new Map<string, Job>()

  function start(source: string): Job {
    const abort = new AbortController()
    const rate = createRate(monotonic)
    const job: Job = {
      done: Promise.resolve(),
      abort,
      watchers: new Set(),
      latest: undefined,
      state: () => downloading(job.latest, rate.bytesPerSecond()),
    }
    const progress: OnProgress = (loaded, total, files) => {
      // What an earlier attempt had stored came in no time.
      if (job.latest !== undefined) rate.add(Math.max(0, loaded - job.latest.loaded))
      job.latest = { loaded, total, files }
      for (const watch of job.watchers) watch(loaded, total, files)
      changed()
    }
    job.done = work(source, abort.signal, progress).finally(() => {
      jobs.delete(source)
      changed()
    })
    jobs.set(source, job)
    changed()
    return job
  }

  return {
    async run(source, onProgress) {
      const job = jobs.get(source) ?? start(source)
      job.watchers.add(onProgress)
      const { latest } = job
      if (latest !== undefined) onProgress(latest.loaded, latest.total, latest.files)
      await job.done
    },
    async stop(source, reason) {
      const job = jobs.get(source)
      job?.abort.abort(reason)
      // Its callers are told how it ended; here it only has to be over.
      await job?.done.catch(() => undefined)
    },
    state: (source) => jobs.get(source)?.state(),
    sources: () => [...jobs.keys()],
    close(reason) {
      for (const { abort } of jobs.values()) abort.abort(reason)
    },
  }
}

function downloading(latest: Progress | undefined, bytesPerSecond: number | undefined): ModelState {
  const { loaded, total } = latest ?? { loaded: 0, total: null }
  const etaMs = total === null || !bytesPerSecond ? null : ((total - loaded) / bytesPerSecond) * 1000
  return { state: 'downloading', loaded, total, bytesPerSecond: bytesPerSecond ?? null, etaMs }
}
