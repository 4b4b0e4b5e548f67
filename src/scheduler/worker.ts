import { holdLock } from '../protocol/hold-lock'
import { type Connect, takeTabs } from '../protocol/lobby'
import { NOTHING_SAVED } from './core/state'
import type { Environment } from './environment'
import { noLedger, openLedger } from './ledger'
import { createScheduler } from './scheduler'

// The worker `sublet-scheduler`: one SharedWorker for all tabs, or, where there is none, a dedicated worker of each
// tab, of which one is elected. It only wires the real world to the scheduler.

/** The worker's name is that of the lock, the lobby and the database too: one of each for a scheduler. */
const { name } = self
const wall = (): number => Date.now()
const report: Environment['report'] = (problem) => reportError(problem)

/** Without storage the GPU is still leased; only what was used is forgotten with this worker. */
async function openLedgerOrNone(): ReturnType<typeof openLedger> {
  try {
    return await openLedger({ database: name, wall, failed: report })
  } catch (error) {
    report(error)
    return { ledger: noLedger, saved: NOTHING_SAVED }
  }
}

/**
 * Resolves when this worker is the scheduler: never two at a time, since two would lease the same slots and write
 * the same ledger. An elected worker that dies is followed by the next in the lock's queue.
 */
function elected(): Promise<void> {
  return holdLock(name)
}

async function start(): Promise<Connect> {
  await elected()
  const lock = `${name} ${crypto.randomUUID()}`
  const [{ ledger, saved }] = await Promise.all([openLedgerOrNone(), holdLock(lock)])
  const scheduler = createScheduler(
    {
      lock,
      now: () => ({ ms: performance.now(), wall: wall() }),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      async lockFree(tab, signal) {
        await navigator.locks.request(tab, { signal }, () => undefined)
      },
      ledger,
      report,
    },
    saved,
  )
  return scheduler.connect
}

takeTabs(name, start(), report)
