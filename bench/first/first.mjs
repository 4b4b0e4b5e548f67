import { bareWorker } from '../bare/script.mjs'
import { warmCall } from '../call/warm-row.mjs'
import { compare } from '../harness/compare.mjs'

/** What a lease costs beside the platform alone, once its model is on the GPU. */
export const first = {
  page: 'bench/first/page.ts',
  scripts: { ...bareWorker, 'bench/ping.js': { input: 'bench/first/ping.ts', format: 'iife' } },

  async measure({ measure }) {
    const { grant, ping } = await measure('grant', 25)
    return [
      compare({
        what: 'grant, uncontended',
        ours: { label: 'request to grant', samples: grant },
        bare: { label: 'SharedWorker ping-pong', samples: ping },
        budget: { at: 'ratio', most: 3 },
      }),
      await warmCall(measure),
    ]
  },
}
