import { type BareWorker, spawnBareWorker } from '../bare/bare-worker'
import { sameValues } from '../bare/same-values'
import { alternate, type Samples, timed } from '../harness/page'
import { openRig, type Rig } from '../rig/rig'
import { TRANSFORMER } from './transformer-demo'

const WIDTH = 1024

/**
 * Grant to attached in a fresh runner, device, runtime and session included, against `InferenceSession.create` in a
 * fresh bare worker that has the same bytes in memory and the same compiled runtime at hand.
 */
export async function measureColdAttach(rounds: number): Promise<Samples> {
  const rig = await openRig(TRANSFORMER)
  const file = new Blob(rig.model.files[0]?.segments)
  const spawnHolding = async (): Promise<BareWorker> => {
    const bare = await spawnBareWorker(rig.frame, rig.files)
    await bare.ask({ type: 'hold', file })
    return bare
  }

  await expectSameOutput(rig, spawnHolding)
  const samples = await alternate(rounds, {
    async attach() {
      const fixture = await rig.open()
      const { attachMs } = await fixture.lease()
      await fixture.end()
      return attachMs
    },
    async create() {
      const bare = await spawnHolding()
      const took = await timed(() => bare.ask({ type: 'create' }))
      await bare.end()
      return took
    },
  })
  rig.close()
  return samples
}

/** A fast attach of the wrong bytes is worth nothing. It also warms up what both sides share. */
async function expectSameOutput(rig: Rig, spawnHolding: () => Promise<BareWorker>): Promise<void> {
  const fixture = await rig.open()
  const { output } = await fixture.lease('run')
  await fixture.end()
  const bare = await spawnHolding()
  await bare.ask({ type: 'create' })
  const expected = await bare.ask({
    type: 'run',
    input: 'x',
    data: new Float32Array(WIDTH).fill(1),
    dims: [1, WIDTH],
  })
  await bare.end()
  sameValues(output, expected)
}
