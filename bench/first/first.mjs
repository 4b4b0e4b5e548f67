import { Readable } from 'node:stream'
import { runnerImport } from 'vite'
import { compare, slower } from '../harness/compare.mjs'

/** Issue 2: what a lease costs beside the platform alone. */
export const first = {
  page: 'bench/first/page.ts',
  scripts: {
    'bench/bare.js': { input: 'bench/first/bare.ts', format: 'es', external: ['onnxruntime-web/webgpu'] },
    'bench/ping.js': { input: 'bench/first/ping.ts', format: 'iife' },
  },
  notes: [
    'Re-attach, reading and writing end when the GPU has the bytes, or the reader the last one.',
    'Not measured yet: the peak memory of a cold attach (<= 0.2x).',
  ],

  async routes() {
    const { module } = await runnerImport('./bench/models/transformer.ts')
    const model = module.transformer({ blocks: 4, width: 1024 })
    return {
      '/bench/transformer.onnx'(_request, response) {
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': model.bytes })
        Readable.from(model.chunks()).pipe(response)
      },
    }
  },

  async measure({ measure }) {
    const { grant, ping } = await measure('grant', 25)
    const { call, run } = await measure('warmCall', 300)
    const { attach: cold, create } = await measure('coldAttach', 8)
    const again = await measure('reAttach', 15)
    const reading = { label: 'reading the blobs', samples: again.read }
    const writing = { label: 'writing the buffers', samples: again.write }
    const slowerOne = slower(reading, writing)
    const otherOne = slowerOne === reading ? writing : reading
    const reAttach = { label: 'grant to on the GPU', samples: again.attach }
    return [
      compare({
        what: 'grant, uncontended',
        ours: { label: 'request to grant', samples: grant },
        bare: { label: 'SharedWorker ping-pong', samples: ping },
        budget: { at: 'ratio', most: 3 },
      }),
      compare({
        what: 'cold attach, 201 MB',
        ours: { label: 'grant to attached', samples: cold },
        bare: { label: 'InferenceSession.create', samples: create },
        budget: { at: 'ratio', most: 1 },
      }),
      compare({
        what: 're-attach, 201 MB',
        ours: reAttach,
        bare: slowerOne,
        budget: { at: 'ratio', most: 1.25 },
      }),
      compare({ what: '  and the faster one', ours: reAttach, bare: otherOne }),
      compare({
        what: '  until queued for the GPU',
        ours: { label: 'grant to attached', samples: again.attached },
        bare: { label: 'queueing the writes', samples: again.written },
      }),
      compare({
        what: 'warm call, digits',
        ours: { label: 'sublet.predict', samples: call },
        bare: { label: 'ORT run in a bare worker', samples: run },
        budget: { at: 'difference', most: 3 },
      }),
    ]
  },
}
