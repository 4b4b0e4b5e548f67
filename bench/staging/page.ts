import { connectWorker } from '../../src/host/connect'
import { siteUrl } from '../../src/host/site'
import { createStagingClient } from '../../src/staging/client'
import { alternate, held, offer, type Samples, timed } from '../harness/page'
import { forgetPlain, storePlainly } from './plain'

/** The same bytes into IndexedDB, by staging and by hand; what was stored is deleted again outside the clock. */
function against(model: string, files: readonly string[]) {
  return async (rounds: number): Promise<Samples> => {
    const staging = createStagingClient({
      connect: () => connectWorker('staging', reportError),
      locks: navigator.locks,
    })
    const source = siteUrl(model)
    const samples = await alternate(rounds, {
      async stage() {
        const took = await timed(() => staging.ensure(source))
        await staging.remove(source)
        return took
      },
      async plain() {
        const took = await timed(() => storePlainly(files.map(siteUrl)))
        await forgetPlain()
        return took
      },
    })
    staging.close()
    return samples
  }
}

/** How far the renderers' memory rises while a model is staged. */
function holding(model: string) {
  return async (rounds: number): Promise<Samples> => {
    const staging = createStagingClient({
      connect: () => connectWorker('staging', reportError),
      locks: navigator.locks,
    })
    const source = siteUrl(model)
    for (let round = 0; round < rounds; round += 1) {
      // The worker answers: it is up, as that of an idle page is.
      await staging.remove(source)
      await held(() => staging.ensure(source))
      await staging.remove(source)
    }
    staging.close()
    return {}
  }
}

offer({
  small: against('bench/small.onnx', ['bench/small.onnx']),
  embedded: against('bench/embedded.onnx', ['bench/embedded.onnx']),
  external: against('bench/external.onnx', ['bench/external.onnx', 'bench/external.bin']),
  embeddedHeld: holding('bench/embedded.onnx'),
  externalHeld: holding('bench/external.onnx'),
})
