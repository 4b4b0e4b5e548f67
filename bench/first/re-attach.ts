import type { TensorEntry } from '../../src/protocol/model'
import { planRuns } from '../../src/runner/attach/ranges'
import { alternate, type Samples, timed } from '../harness/page'
import { spawnBareWorker } from './bare-worker'
import { openRig } from './rig'

/**
 * Grant to attached in a runner that has its device and its compiled session, against reading the same ranges of the
 * same Blobs, and against making and writing the same buffers, each alone in a bare worker. Between two samples the
 * GPU's queue is drained and the buffers are freed.
 */
export async function measureReAttach(rounds: number): Promise<Samples> {
  const rig = await openRig()
  const bare = await spawnBareWorker(rig.frame, rig.files)
  const fixture = await rig.open()
  const file = new Blob(rig.model.files[0]?.segments)
  const ranges = rangesOf(rig.model.tensors)
  const sizes = rig.model.tensors.map(({ bytes }) => bytes)

  async function attach(): Promise<number> {
    const { attachMs } = await fixture.lease()
    await fixture.cool()
    return attachMs
  }
  const read = (): Promise<number> => timed(() => bare.ask({ type: 'read', file, ranges }))
  async function write(): Promise<number> {
    const took = await timed(() => bare.ask({ type: 'write', sizes }))
    await bare.ask({ type: 'free' })
    return took
  }

  // The first attach compiles, the first write opens its device.
  await attach()
  await write()
  const samples = await alternate(rounds, { read, attach, write })
  await bare.end()
  await fixture.end()
  rig.close()
  return samples
}

function rangesOf(tensors: readonly TensorEntry[]): [number, number][] {
  return planRuns(tensors).map(({ start, end }): [number, number] => [start, end])
}
