import { reduce, type SchedulerEvent } from '../../src/scheduler/core/reduce'
import { SETTINGS } from '../../src/scheduler/core/settings'
import { createState, NOTHING_SAVED } from '../../src/scheduler/core/state'
import { TIERS } from '../../src/scheduler/core/tiers'
import { createRandom } from '../../src/scheduler/simulation/random'

const TABS = 64
const ENDLESS = {
  ...SETTINGS,
  // In a long queue a runner rests longer between two calls. Its host would answer what it is told then, with events of
  // its own; here nobody does, and the core would end it as stuck and know it anew, which is not what is measured.
  keepAliveMs: 24 * 60 * 60_000,
  queueLimit: Number.POSITIVE_INFINITY,
  tiers: { ...TIERS, pro: { ...TIERS.pro, limitMs: 1e15 } },
}

export interface Load {
  /** Ends calls and takes new ones in until at least `count` events have gone by. Returns how many did. */
  run(count: number): number
}

/** The core under a queue of constant length: for each call that ends, one is taken in. */
export function createLoad(queued: number): Load {
  const state = createState(NOTHING_SAVED, ENDLESS)
  const random = createRandom(1).uniform
  const runners = TABS * Math.ceil(queued / 50)
  const now = { ms: 0, wall: 1.7e12 }
  let events = 0
  let requests = 0

  function send(event: SchedulerEvent): void {
    events += 1
    reduce(state, event, now)
  }

  function ask(): void {
    requests += 1
    const message = {
      type: 'request',
      request: `r${requests}`,
      runner: `runner ${requests % runners}`,
      demo: `demo ${requests % 10}`,
      fn: 'fn',
      seconds: 1 + Math.floor(random() * 60),
      size: random() < 0.2 ? 'xlarge' : 'large',
    } as const
    send({ type: 'message', tab: `tab ${requests % TABS}`, message })
  }

  for (let tab = 0; tab < TABS; tab++) send({ type: 'connected', tab: `tab ${tab}`, budgetBytes: 1e9 })
  for (let call = 0; call < queued; call++) {
    now.ms += 0.01
    ask()
  }

  return {
    run(count) {
      const before = events
      while (events - before < count) {
        now.ms += 1
        now.wall += 1
        for (const { number: lease, task } of [...state.leases.values()]) {
          const tab = task.tab.id
          send({ type: 'message', tab, message: { type: 'started', lease, held: 0 } })
          now.ms += 1
          send({ type: 'message', tab, message: { type: 'settle', lease, outcome: 'completed' } })
          ask()
        }
      }
      return events - before
    },
  }
}
