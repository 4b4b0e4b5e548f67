import { NOTHING_SAVED } from './core/state'
import type { Environment } from './environment'
import { noLedger, openLedger } from './ledger'
import { createScheduler } from './scheduler'

// The SharedWorker `sublet-scheduler`. It only wires the real world to the scheduler.

const wall = (): number => Date.now()
const report: Environment['report'] = (problem) => reportError(problem)

/** Without storage the GPU is still leased; only what was used is forgotten with this worker. */
async function openLedgerOrNone(): ReturnType<typeof openLedger> {
  try {
    return await openLedger({ wall, failed: report })
  } catch (error) {
    report(error)
    return { ledger: noLedger, saved: NOTHING_SAVED }
  }
}

async function start(): Promise<(port: MessagePort) => void> {
  const { ledger, saved } = await openLedgerOrNone()
  const scheduler = createScheduler(
    {
      now: () => ({ ms: performance.now(), wall: wall() }),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      async lockFree(name, signal) {
        await navigator.locks.request(name, { signal }, () => undefined)
      },
      ledger,
      report,
    },
    saved,
  )
  return scheduler.connect
}

// Registered before anything is awaited; a port keeps its messages until it is listened to.
const started = start()
addEventListener('connect', (event) => {
  const port = event instanceof MessageEvent ? event.ports[0] : undefined
  if (port) started.then((connect) => connect(port)).catch(report)
})
