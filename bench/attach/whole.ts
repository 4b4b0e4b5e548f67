import { sameValues } from '../bare/same-values'
import type { Samples } from '../harness/page'
import { EMBEDDED, largeModel, WEIGHT_BYTES } from '../models/large'
import { openRig } from '../rig/rig'
import { multiplyOnes } from './filler'
import { megabytesPerSecond } from './speed'

/** Sums of thousands of products in 32 bits, against 64. */
const TOLERANCE = 1e-4

/**
 * Grant to on the GPU of 1 GiB in a fresh runner, then a run. The output is a product with every weight, and compared
 * with what the generator's numbers give: a fast attach of the wrong bytes is worth nothing.
 */
export async function measureWhole(rounds: number): Promise<Samples> {
  const { weightsAt } = largeModel(EMBEDDED)
  const expected = multiplyOnes(weightsAt)
  const rig = await openRig({ demo: 'bench-attach-large', model: 'bench/embedded.onnx' })
  const speed: number[] = []
  for (let round = 0; round < rounds; round++) {
    const fixture = await rig.open()
    const { drainedMs } = await fixture.lease()
    speed.push(megabytesPerSecond(weightsAt.length * WEIGHT_BYTES, drainedMs))
    const { output } = await fixture.lease('run')
    sameValues(output, expected, TOLERANCE)
    await fixture.end()
  }
  rig.close()
  return { speed }
}
