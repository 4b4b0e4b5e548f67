import { Readable } from 'node:stream'
import { runnerImport } from 'vite'
import { compare } from '../harness/compare.mjs'

const MIB = 1024 * 1024
const ROUNDS = 100

/** Whether attach and detach, kill and boot end where they began. */
export const rounds = {
  page: 'bench/rounds/page.ts',
  notes: [
    `Proportional set size after 10 rounds and after ${ROUNDS} more, at rest, in browsers that nothing drives; a model of 50 MB.`,
    'A detached runner is demoted to idle before it is measured, and says that it holds 0 bytes of the GPU.',
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
      for (const type of ['renderer', 'gpu-process']) {
        const [before, after] = await hold(name, ROUNDS, [type], ['--js-flags=--expose-gc'])
        rows.push(
          compare({
            what: `${what}, ${type}`,
            unit: 'MiB',
            ours: { label: `after ${ROUNDS} rounds`, samples: [after / MIB] },
            bare: { label: 'before them', samples: [before / MIB] },
            budget: { at: 'ratio', most: 1.05 },
          }),
        )
      }
    }
    return rows
  },
}
