import { compare } from '../harness/compare.mjs'
import { measureCore } from './core.mjs'

/** Issue 3: what the scheduler costs, and how soon a slot is free again. */
export const scheduler = {
  page: 'bench/scheduler/page.ts',
  scripts: { 'bench/ping.js': { input: 'bench/first/ping.ts', format: 'iife' } },
  notes: ['A tab dies here as a frame of the same browser process that is removed in mid-lease.'],

  async measure({ measure }) {
    const { few, many } = await measureCore(15)
    const { grant, ping } = await measure('grant', 25)
    const { slot, lock } = await measure('tabDeath', 15)
    const { overrun, timer } = await measure('overrun', 8)
    const short = { label: '1,000 queued', samples: few }
    const long = { label: '100,000 queued', samples: many }
    return [
      // 500,000 events in a second.
      compare({
        what: '1,000 events, short queue',
        ours: short,
        bare: long,
        budget: { at: 'value', most: 2 },
      }),
      compare({
        what: '1,000 events, long queue',
        ours: long,
        bare: short,
        budget: { at: 'ratio', most: 2 },
      }),
      compare({
        what: 'grant, uncontended',
        ours: { label: 'request to grant', samples: grant },
        bare: { label: 'SharedWorker ping-pong', samples: ping },
        budget: { at: 'ratio', most: 3 },
      }),
      compare({
        what: 'tab death to slot free',
        ours: { label: 'removed to the next grant', samples: slot },
        bare: { label: 'its Web Lock free', samples: lock },
        budget: { at: 'value', most: 150 },
      }),
      compare({
        what: 'overrun to slot free',
        ours: { label: 'deadline to the next grant', samples: overrun },
        bare: { label: 'lateness of a timer', samples: timer },
        budget: { at: 'value', most: 400 },
      }),
    ]
  },
}
