import { bareWorker } from '../bare/script.mjs'
import { compare, limit } from '../harness/compare.mjs'
import { warmCall } from './warm-row.mjs'

/** What a call costs beside the platform alone: the runner that it waits for, the call itself, and each of its steps. */
export const call = {
  page: 'bench/call/page.ts',
  scripts: bareWorker,

  async measure({ measure }) {
    const warm = await warmCall(measure)
    const { spare, fresh } = await measure('boot', 30)
    const { cold } = await measure('coldBoot', 8)
    const { yields, messages } = await measure('steps', 20)
    return [
      warm,
      limit({
        what: 'runner to loaded handler, from the spare',
        ours: { label: 'take to loaded', samples: spare },
        unit: 'ms',
        budget: { at: 'value', most: 50 },
      }),
      limit({
        what: 'runner to loaded handler, no spare',
        ours: { label: 'spawn to loaded', samples: fresh },
        unit: 'ms',
        budget: { at: 'value', most: 500 },
      }),
      limit({
        what: 'the first of a page: frame, files, runner',
        ours: { label: 'open to loaded', samples: cold },
        unit: 'ms',
      }),
      compare({
        what: 'generator of 1,000 steps, each',
        ours: { label: 'predict', samples: yields },
        bare: { label: 'messages of a bare worker', samples: messages },
        unit: 'µs',
      }),
    ]
  },
}
