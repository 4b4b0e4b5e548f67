import { demos } from 'virtual:sublet/demos'
import { createApi } from '../../src/host/api'
import { openFrame } from '../../src/host/frame'
import { createHost } from '../../src/host/host'
import { createRunnerFiles } from '../../src/host/runner-files'
import { spawnBareWorker } from '../bare/bare-worker'
import { alternate, type Samples, timed } from '../harness/page'

const STEPS = 1000

/**
 * What one of 1,000 yields costs, in microseconds: a leased generator from Run to its end, against a bare worker that
 * posts as many messages of the same shape.
 */
export async function measureSteps(rounds: number): Promise<Samples> {
  const host = createHost({ demos })
  const api = createApi(host)
  const frame = await openFrame()
  const bare = await spawnBareWorker(frame, createRunnerFiles())
  const perStep = async (work: () => Promise<unknown>): Promise<number> =>
    ((await timed(work)) / STEPS) * 1000

  const sides = {
    yields: () =>
      perStep(async () => {
        const [last] = await api.predict('bench-steps', [STEPS])
        if (last !== STEPS) throw new Error(`the last step was ${last}`)
      }),
    messages: () => perStep(() => bare.ask({ type: 'steps', count: STEPS })),
  }
  await alternate(3, sides)
  const samples = await alternate(rounds, sides)
  host.close()
  await bare.end()
  frame.close()
  return samples
}
