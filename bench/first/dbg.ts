import { timed, type Samples } from '../harness/page'
import { spawnBareWorker } from './bare-worker'
import { openRig } from './rig'
import { connectWorker } from '../../src/host/connect'
import { siteUrl } from '../../src/host/site'
import { createStagingClient } from '../../src/staging/client'
async function stream(file: Blob) {
  let n = 0
  const reader = file.stream().getReader()
  for (;;) { const { done, value } = await reader.read(); if (done) break; n += value.byteLength }
  return n
}
export async function dbg(): Promise<Samples> {
  const rig = await openRig()
  const staging = createStagingClient({ connect: () => connectWorker('staging', reportError) })
  const lim = (p: Promise<unknown>) => Promise.race([p, new Promise((r) => setTimeout(() => r('HUNG'), 4000))])
  for (let i = 0; i < 4; i++) {
    const model = await staging.ensure(siteUrl('bench/transformer.onnx'))
    const file = new Blob(model.files[0]?.segments)
    const t = performance.now()
    console.log(i, 'page stream', await lim(stream(file)), performance.now() - t)
    const bare = await spawnBareWorker(rig.frame, rig.files)
    console.log(i, 'read in worker', await lim(timed(() => bare.ask({ type: 'read', file, ranges: [[2157, 201477439]] }))))
    await bare.end()
    const bare2 = await spawnBareWorker(rig.frame, rig.files)
    console.log(i, 'hold in worker', await lim(timed(() => bare2.ask({ type: 'hold', file }))))
    await bare2.end()
  }
  return {}
}
