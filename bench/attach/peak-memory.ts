import { spawnBareWorker } from '../bare/bare-worker'
import { held, type Samples } from '../harness/page'
import { openRig } from '../rig/rig'
import { TRANSFORMER } from './transformer-demo'

/**
 * Whether ONNX Runtime is compiled before, as it is for every session of a page but its first one; compiling is no part
 * of making a session, in the time row either.
 */
export type Runtime = 'compiled' | 'to compile'

/** A fresh runner from nothing until the staged model is on the GPU. */
export const holdAttach =
  (runtime: Runtime) =>
  async (rounds: number): Promise<Samples> => {
    const rig = await openRig(TRANSFORMER)
    if (runtime === 'compiled') await rig.files.wasm()
    for (let round = 0; round < rounds; round++) {
      const fixture = await held(async () => {
        const opened = await rig.open()
        await opened.lease()
        return opened
      })
      await fixture.end()
    }
    rig.close()
    return {}
  }

/** A fresh bare worker from nothing until `InferenceSession.create` has answered: its bytes come into memory first. */
export const holdCreate =
  (runtime: Runtime) =>
  async (rounds: number): Promise<Samples> => {
    const rig = await openRig(TRANSFORMER)
    if (runtime === 'compiled') await rig.files.wasm()
    const file = new Blob(rig.model.files[0]?.segments)
    for (let round = 0; round < rounds; round++) {
      const bare = await held(async () => {
        const spawned = await spawnBareWorker(rig.frame, rig.files)
        await spawned.ask({ type: 'hold', file })
        await spawned.ask({ type: 'create' })
        return spawned
      })
      await bare.end()
    }
    rig.close()
    return {}
  }
