import { Readable } from 'node:stream'
import { runnerImport } from 'vite'
import { compare } from '../harness/compare.mjs'

const MIB = 1024 * 1024
const ROUNDS = 100
const BROWSERS = 3
const TYPES = ['renderer', 'gpu-process']

/** Whether attach and detach, kill and boot end where they began. */
export const rounds = {
  page: 'bench/rounds/page.ts',
  notes: [
    `Proportional set size after 80 rounds and after ${ROUNDS} more, at rest, in browsers that nothing drives; a model of 50 MB.`,
    'A detached runner is demoted to idle before it is measured, and must hold 0 bytes of the GPU then.',
  ],

  async routes() {
    const { module } = await runnerImport('./bench/models/transformer.ts')
    const model = module.transformer({ blocks: 1, width: 1024 })
    return {
      '/bench/transformer.onnx'(_request, response) {
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': model.bytes })
        Readable.from(model.chunks()).pipe(response)
      },
    }
  },

  async measure({ hold }) {
    const rows = []
    for (const [name, what] of [
      ['attachAndDetach', 'attach and detach'],
      ['killAndBoot', 'kill and boot'],
    ]) {
      const browsers = []
      for (let browser = 0; browser < BROWSERS; browser += 1)
        browsers.push(await hold(name, ROUNDS, TYPES, ['--js-flags=--expose-gc']))
      for (const [at, type] of TYPES.entries()) {
        const level = (index) => browsers.map((levels) => levels[index] / MIB)
        rows.push(
          compare({
            what: `${what}, ${type}`,
            unit: 'MiB',
            ours: { label: `after ${ROUNDS} rounds`, samples: level(TYPES.length + at) },
            bare: { label: 'before them', samples: level(at) },
            budget: { at: 'ratio', most: 1.05 },
          }),
        )
      }
    }
    return rows
  },
}
