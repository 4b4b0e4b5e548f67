import { runnerImport } from 'vite'
import { compare, limit } from '../harness/compare.mjs'
import { sendRanges } from '../harness/send-ranges.mjs'

const MIB = 1024 * 1024

/** DESIGN 9: staging against plain fetch -> Blob -> IndexedDB of the same bytes, and what it holds meanwhile. */
export const staging = {
  page: 'bench/staging/page.ts',
  notes: ['Held: the peak of the proportional set size of all renderers while staging, above the idle page.'],

  async routes() {
    const { module } = await runnerImport('./bench/models/large.ts')
    const files = {
      'small.onnx': module.largeModel({ weights: 3, external: false }).files['embedded.onnx'],
      ...module.largeModel({ weights: 16, external: false }).files,
      ...module.largeModel({ weights: 48, external: true }).files,
    }
    return Object.fromEntries(
      Object.entries(files).map(([name, file]) => [`/bench/${name}`, sendRanges(file)]),
    )
  },

  async measure({ measure, hold }) {
    const rows = []
    for (const [name, what, rounds] of [
      ['small', '192 MiB', 7],
      ['embedded', '1 GiB, embedded', 3],
      ['external', '3 GiB, external data', 2],
    ]) {
      const { stage, plain } = await measure(name, rounds)
      rows.push(
        compare({
          what: `staging ${what}`,
          ours: { label: 'staging', samples: stage },
          bare: { label: 'fetch -> Blob -> IndexedDB', samples: plain },
          budget: { at: 'ratio', most: 1.5 },
        }),
      )
    }
    for (const [name, what] of [
      ['embeddedHeld', '1 GiB, embedded'],
      ['externalHeld', '3 GiB, external data'],
    ]) {
      const held = await hold(name, 1)
      rows.push(
        limit({
          what: `held while staging ${what}`,
          unit: 'MiB',
          ours: { label: 'renderers', samples: held.map((bytes) => bytes / MIB) },
          budget: { at: 'value', most: 64 },
        }),
      )
    }
    return rows
  },
}
