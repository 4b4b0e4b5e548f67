import { connectWorker } from '../../src/host/connect'
import { guessBudgetBytes } from '../../src/host/support'
import type { PoolSnapshot } from '../../src/protocol/pool'
import { createSchedulerClient, type SchedulerClient } from '../../src/scheduler/client'

export interface Tab {
  readonly scheduler: SchedulerClient
  /** Resolves with the next snapshot of the pool that `fits`. */
  pool(fits: (pool: PoolSnapshot) => boolean): Promise<PoolSnapshot>
  close(): void
}

/** A tab of the pool: the real client on the site's real scheduler. */
export async function openTab(): Promise<Tab> {
  const id = crypto.randomUUID()
  const connected = Promise.withResolvers<void>()
  const watchers = new Set<(pool: PoolSnapshot) => void>()
  const scheduler = createSchedulerClient({
    connect: (fail) => connectWorker('scheduler', fail),
    tab: id,
    lockName: `sublet-tab-${id}`,
    locks: navigator.locks,
    budgetBytes: guessBudgetBytes(navigator),
    onConnected: connected.resolve,
    onRefused: connected.reject,
    onPool: (pool) => {
      for (const watch of watchers) watch(pool)
    },
    onDemote: () => undefined,
    onMalformed: (reason) => reportError(new Error(`scheduler: ${reason}`)),
  })
  await connected.promise
  return {
    scheduler,
    pool: (fits) =>
      new Promise((resolve) => {
        watchers.add(function watch(pool) {
          if (!fits(pool)) return
          watchers.delete(watch)
          resolve(pool)
        })
      }),
    close: () => scheduler.close(),
  }
}
