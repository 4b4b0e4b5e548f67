import { Readable } from 'node:stream'
import { runnerImport } from 'vite'
import { bareWorker } from '../bare/script.mjs'
import { compare, limit, slower } from '../harness/compare.mjs'
import { sendRanges } from '../harness/send-ranges.mjs'

const MIB = 1024 * 1024
const BROWSERS = 3

/** DESIGN 9: attach against the platform alone; and models of 1 and 3 GiB, byte by byte. */
export const attach = {
  page: 'bench/attach/page.ts',
  scripts: bareWorker,
  notes: [
    'Re-attach, reading and writing end when the GPU has the bytes, or the reader the last one.',
    'Peak memory: proportional set size above the idle page that has staged the model, in fresh browsers. Counted are the',
    'worker from its start and, for InferenceSession.create, the bytes that it is given: it needs them in memory.',
    'Compiling ONNX Runtime, once for a page, is no part of either; the first attach of a page has it as well.',
    'The GPU process is let finish an attach; InferenceSession.create answers before it has everything.',
    'Every weight of the large models was read back from the GPU and compared; the one of 1 GiB was run as well.',
  ],

  async routes() {
    const { module } = await runnerImport('./bench/models/transformer.ts')
    const { module: large } = await runnerImport('./bench/models/large.ts')
    const model = module.transformer({ blocks: 4, width: 1024 })
    const files = { ...large.largeModel(large.EMBEDDED).files, ...large.largeModel(large.EXTERNAL).files }
    return {
      '/bench/transformer.onnx'(_request, response) {
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': model.bytes })
        Readable.from(model.chunks()).pipe(response)
      },
      ...Object.fromEntries(
        Object.entries(files).map(([name, file]) => [`/bench/${name}`, sendRanges(file)]),
      ),
    }
  },

  async measure({ measure, hold }) {
    return [
      ...(await times(measure)),
      await peaks(hold, ['attachHeld', 'createHeld'], 'renderer', { at: 'ratio', most: 0.2 }),
      await peaks(hold, ['firstAttachHeld', 'firstCreateHeld'], 'renderer'),
      await peaks(hold, ['attachHeld', 'createHeld'], 'gpu-process'),
      ...(await large(measure)),
    ]
  },
}

async function times(measure) {
  const cold = await measure('coldAttach', 8)
  const again = await measure('reAttach', 15)
  const reading = { label: 'reading the blobs', samples: again.read }
  const writing = { label: 'writing the buffers', samples: again.write }
  const slowerOne = slower(reading, writing)
  const otherOne = slowerOne === reading ? writing : reading
  const reAttach = { label: 'grant to on the GPU', samples: again.attach }
  return [
    compare({
      what: 'cold attach, 201 MB',
      ours: { label: 'grant to attached', samples: cold.attach },
      bare: { label: 'InferenceSession.create', samples: cold.create },
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
  ]
}

/** In a browser of its own each: none finds what another one's worker has left to be collected. */
async function peaks(hold, [attach, create], type, budget) {
  const ours = []
  const bare = []
  for (let round = 0; round < BROWSERS; round += 1) {
    ours.push(...(await hold(attach, 1, [type])))
    bare.push(...(await hold(create, 1, [type])))
  }
  return compare({
    what: `${attach.startsWith('first') ? '  and of the first in a page' : 'peak memory of a cold attach'}, ${type}`,
    unit: 'MiB',
    ours: { label: 'grant to attached', samples: ours.map((bytes) => bytes / MIB) },
    bare: { label: 'InferenceSession.create', samples: bare.map((bytes) => bytes / MIB) },
    ...(budget === undefined ? {} : { budget }),
  })
}

async function large(measure) {
  const rows = []
  for (const [name, what] of [
    ['whole', 'attach, 1 GiB embedded'],
    ['embedded', '  tensor by tensor'],
    ['external', 'tensor by tensor, 3 GiB external'],
  ]) {
    const { speed } = await measure(name, 1)
    rows.push(limit({ what, unit: 'MB/s', ours: { label: 'Blobs to the GPU', samples: speed } }))
  }
  return rows
}
