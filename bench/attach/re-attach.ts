import type { TensorEntry } from '../../src/protocol/model'
import { planRuns } from '../../src/runner/attach/ranges'
import { spawnBareWorker } from '../bare/bare-worker'
import { alternate, type Samples, timed } from '../harness/page'
import { openRig } from '../rig/rig'
import { TRANSFORMER } from './transformer-demo'

/**
 * Grant until the weights are on the GPU, in a runner that has its device and its compiled session: against reading
 * the same ranges of the same Blobs, and against making and writing the same buffers, each alone in a bare worker.
 * Between two samples the buffers are freed. `attached` and `written` are the same attaches and writes up to where
 * all is queued: what is still on its way then would be paid by the first run.
 */
export async function measureReAttach(rounds: number): Promise<Samples> {
  const rig = await openRig(TRANSFORMER)
  const bare = await spawnBareWorker(rig.frame, rig.files)
  const fixture = await rig.open()
  const file = new Blob(rig.model.files[0]?.segments)
  const ranges = rangesOf(rig.model.tensors)
  const sizes = rig.model.tensors.map(({ bytes }) => bytes)

  const attached: number[] = []
  const written: number[] = []

  async function attach(): Promise<number> {
    const { attachMs, drainedMs } = await fixture.lease()
    await fixture.demote('cool')
    attached.push(attachMs)
    return drainedMs
  }
  async function write(): Promise<number> {
    const queued = await timed(() => bare.ask({ type: 'write', sizes }))
    const drained = await timed(() => bare.ask({ type: 'drain' }))
    await bare.ask({ type: 'free' })
    written.push(queued)
    return queued + drained
  }
  const read = (): Promise<number> => timed(() => bare.ask({ type: 'read', file, ranges }))

  // The first attach compiles, the first write opens its device.
  await attach()
  await write()
  const samples = await alternate(rounds, { read, attach, write })
  await bare.end()
  await fixture.end()
  rig.close()
  return { ...samples, attached: attached.slice(1), written: written.slice(1) }
}

function rangesOf(tensors: readonly TensorEntry[]): [number, number][] {
  return planRuns(tensors).map(({ start, end }): [number, number] => [start, end])
}
