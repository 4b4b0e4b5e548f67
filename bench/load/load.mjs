import { runnerImport } from 'vite'
import { compare } from '../harness/compare.mjs'
import { plainSide } from '../transformers/side.mjs'

const MIB = 1024 * 1024
const ROUNDS = 3
let side

/** From cached bytes to the first token of a model of 400 MB, against Transformers.js in the page. */
export const load = {
  page: 'bench/load/page.ts',
  notes: [
    'From a page that has nothing of either to the first token of a prompt of two: for Sublet also the tab, its workers, the',
    'runner, the queue and the attach. A fresh browser for each, on a profile on disk where both have been loaded once:',
    'in the Cache API by Transformers.js, in IndexedDB by staging. The first tokens were compared.',
    'Peak memory: proportional set size of all renderers above the idle page.',
  ],

  async routes() {
    const { module } = await runnerImport('./bench/models/llama.ts')
    side = await plainSide(['bench-load-external', 'bench-load-embedded'], module.llamaRepositories())
    return side.routes
  },

  async measure({ profile }) {
    const rows = []
    for (const [name, what] of [
      ['external', '400 MB, data beside the graph'],
      ['embedded', '400 MB in one file'],
    ]) {
      rows.push(...(await rowsOf(await profile(), name, what)))
    }
    return rows
  },

  close: () => side?.close(),
}

async function rowsOf(profile, name, what) {
  const samples = { held: { sublet: [], plain: [] }, timed: { sublet: [], plain: [] } }
  const order = ['sublet', 'plain']
  try {
    await profile.hold(`${name} fill`, 1)
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [kind, taken] of Object.entries(samples)) {
        for (const one of order) taken[one].push(...(await profile.hold(`${name} ${one} ${kind}`, 1)))
      }
      order.reverse()
    }
  } finally {
    await profile.close()
  }
  const sides = ({ sublet, plain }, scale) => ({
    ours: { label: 'in a runner', samples: sublet.map((value) => value / scale) },
    bare: { label: 'Transformers.js in the page', samples: plain.map((value) => value / scale) },
  })
  return [
    compare({
      what: `peak memory, ${what}`,
      unit: 'MiB',
      ...sides(samples.held, MIB),
      budget: { at: 'ratio', most: 0.25 },
    }),
    compare({
      what: `  to the first token`,
      ...sides(samples.timed, 1),
      budget: { at: 'ratio', most: 1 },
    }),
  ]
}
