import type { SchedulerClient } from '../../src/scheduler/client'

/** A request for the whole pool that waits behind whoever holds a slot. */
export interface NextGrant {
  /** Resolves when it is in the queue. */
  queued: Promise<void>
  /** `performance.now()` when the grant arrived. */
  grantedAt: Promise<number>
  /** Gives the slots back; resolves when the lease is settled. */
  release(): Promise<void>
}

/** Asks for all of the pool: the grant comes when the last slot is free. */
export function askForAll(scheduler: SchedulerClient): NextGrant {
  const queued = Promise.withResolvers<void>()
  const granted = Promise.withResolvers<number>()
  const settled = Promise.withResolvers<void>()
  const handle = scheduler.request(
    { runner: 'bench', demo: 'bench', fn: 'next', seconds: 1, size: 'xlarge' },
    {
      queued: () => queued.resolve(),
      granted: () => granted.resolve(performance.now()),
      abort: (reason) => settled.reject(new Error(`the lease was aborted: ${reason}`)),
      refused: granted.reject,
      settled: () => settled.resolve(),
    },
  )
  return {
    queued: queued.promise,
    grantedAt: granted.promise,
    release() {
      handle.started(0)
      handle.settle('completed')
      return settled.promise
    },
  }
}
