import { type Samples } from '../harness/page'
import { openRig } from './rig'
export async function dbg(): Promise<Samples> {
  const rig = await openRig()
  const f = await rig.open()
  console.log('open')
  const r = await f.lease()
  console.log('attached', r.attachMs)
  return {}
}
