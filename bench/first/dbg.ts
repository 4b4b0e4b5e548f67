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
  const file = new Blob(rig.model.files[0]?.segments)
  void staging
  void stream

  void staging
  void stream
  for (let i = 0; i < 5; i++) {
    const f = await rig.open()
    const l = f.lease()
    console.log(i, 'lease', JSON.stringify(await lim(l.then((r) => r.attachMs))))
    await f.end()
    if (i > 0) {
    const bare2 = await spawnBareWorker(rig.frame, rig.files)
    console.log(i, 'hold in worker', await lim(timed(() => bare2.ask({ type: 'hold', file }))))
    await bare2.end()
    }
  }
  return {}
}
