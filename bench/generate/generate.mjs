import { compare } from '../harness/compare.mjs'
import { plainSide, repositoryAt } from '../transformers/side.mjs'

const ROUNDS = 9
let side

/** Tokens per second against Transformers.js in the page, the same source on both sides. */
export const generate = {
  page: 'bench/generate/page.ts',
  notes: [
    'A story of 64 tokens, greedy, the same on both sides; one token at a time of milliseconds, so that less is more.',
    'Transformers.js in the page runs on the build of ONNX Runtime that it fetches by itself (asyncify).',
  ],

  async routes() {
    side = await plainSide(['bench-generate'], { 'sublet/stories': await repositoryAt('models/stories') })
    return side.routes
  },

  async measure({ measure }) {
    const { sublet, plain, subletCall, plainCall } = await measure('generate', ROUNDS)
    return [
      compare({
        what: 'one token',
        ours: { label: 'in a runner', samples: sublet },
        bare: { label: 'Transformers.js in the page', samples: plain },
        budget: { at: 'ratio', most: 1 },
      }),
      compare({
        what: 'tokens per second',
        unit: '/s',
        ours: { label: 'in a runner', samples: sublet.map((ms) => 1000 / ms) },
        bare: { label: 'Transformers.js in the page', samples: plain.map((ms) => 1000 / ms) },
      }),
      compare({
        what: 'the whole call, 64 tokens',
        ours: { label: 'Run to result, leased', samples: subletCall },
        bare: { label: 'Transformers.js in the page', samples: plainCall },
      }),
    ]
  },

  close: () => side?.close(),
}
