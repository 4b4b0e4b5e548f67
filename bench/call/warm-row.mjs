import { compare } from '../harness/compare.mjs'

/** A call whose model is on the GPU already, against the same run with nothing of Sublet around it. */
export async function warmCall(measure) {
  const { call, run } = await measure('warmCall', 300)
  return compare({
    what: 'warm call, digits',
    ours: { label: 'sublet.predict', samples: call },
    bare: { label: 'ORT run in a bare worker', samples: run },
    budget: { at: 'difference', most: 3 },
  })
}
