import { siteUrl } from '../../src/host/site'
import type { LeaseRequest, RequestHandle, SchedulerClient } from '../../src/scheduler/client'
import { alternate, type Samples } from '../harness/page'
import { openTab } from '../rig/tab'

/** A page's clock has steps of 0.1 ms, longer than a ping-pong: a sample is the mean of this many. */
const IN_A_SAMPLE = 20

const ASKED: LeaseRequest = { runner: 'bench', demo: 'bench', fn: 'nothing', seconds: 1, size: 'large' }

/** Request to grant with nobody else there, against a SharedWorker that answers with what it is sent. */
export async function measureGrant(rounds: number): Promise<Samples> {
  const tab = await openTab()
  const bare = new SharedWorker(siteUrl('bench/ping.js'), { name: 'ping' }).port
  bare.start()
  const message = { type: 'request', request: 'r1', ...ASKED }

  async function ping(): Promise<number> {
    const start = performance.now()
    const reply = new Promise((resolve) => bare.addEventListener('message', resolve, { once: true }))
    bare.postMessage(message)
    await reply
    return performance.now() - start
  }

  /** The grant alone is timed. Then the lease is settled, and the pool seen empty: the scheduler is at rest again. */
  async function grant(): Promise<number> {
    const start = performance.now()
    const { handle, settled } = await granted(tab.scheduler)
    const took = performance.now() - start
    handle.started(0)
    handle.settle('completed')
    await settled
    await tab.pool(({ holders }) => holders.length === 0)
    return took
  }

  await ping()
  await grant()
  const samples: Samples = { ping: [], grant: [] }
  for (let round = 0; round < rounds; round++) {
    const { ping: pings = [], grant: grants = [] } = await alternate(IN_A_SAMPLE, { ping, grant })
    samples.ping?.push(mean(pings))
    samples.grant?.push(mean(grants))
  }
  tab.close()
  return samples
}

async function granted(
  scheduler: SchedulerClient,
): Promise<{ handle: RequestHandle; settled: Promise<void> }> {
  const grant = Promise.withResolvers<void>()
  const settled = Promise.withResolvers<void>()
  const handle = scheduler.request(ASKED, {
    queued: () => undefined,
    granted: () => grant.resolve(),
    abort: (reason) => settled.reject(new Error(`the lease was aborted: ${reason}`)),
    refused: (error) => grant.reject(error),
    settled: () => settled.resolve(),
  })
  await grant.promise
  return { handle, settled: settled.promise }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
