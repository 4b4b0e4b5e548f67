import { demos } from 'virtual:sublet/demos'
import { createHost } from '../../src/host/host'
import type { Call } from '../../src/host/types'
import { alternate, type Samples } from '../harness/page'
import { openTab } from '../rig/tab'
import { askForAll } from './next-grant'

/** As bench/demos/bench-endless declares it. */
const DECLARED_MS = 500

/**
 * Deadline of an endless loop until the next call has the slot: the signal, the 250 ms of grace, the end of the
 * worker. Beside it how late a plain timer of the same length is.
 */
export async function measureOverrun(rounds: number): Promise<Samples> {
  const tab = await openTab()
  const host = createHost({ demos })
  const demo = host.demo('bench-endless')
  if (demo === undefined) throw new Error('the site was built without the fixture')

  async function overrun(): Promise<number> {
    await demo?.start()
    const call = demo?.call([])
    if (call === undefined) throw new Error('there is no call')
    const startedAt = await runningSince(call)
    const next = askForAll(tab.scheduler)
    const grantedAt = await next.grantedAt
    await next.release()
    return grantedAt - (startedAt + DECLARED_MS)
  }

  async function timer(): Promise<number> {
    const start = performance.now()
    await new Promise((resolve) => setTimeout(resolve, DECLARED_MS))
    return performance.now() - start - DECLARED_MS
  }

  const samples = await alternate(rounds, { overrun, timer })
  host.close()
  tab.close()
  return samples
}

function runningSince(call: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    call.result.catch(reject)
    call.state.subscribe(({ leases }) => {
      const startedAt = leases[0]?.startedAt
      if (startedAt !== undefined) resolve(startedAt)
    })
  })
}
