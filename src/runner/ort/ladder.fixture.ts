/** A worker: a real model goes up and down the residency ladder. */
// First of all (see there).
import { countedBytes } from '../gpu/counted-bytes.fixture'
import { emulateGpu } from '../gpu/emulation'
import { openTestRealm, ramp } from './realm.fixture'
import { createSessionFactory } from './session'

async function climb(): Promise<unknown> {
  const realm = await openTestRealm()
  const { residency, meter } = realm
  emulateGpu({ leased: residency.leased, meter, named: (stack) => stack, log: () => undefined })
  const session = await createSessionFactory('webgpu').create('matmul-2d')
  const levels: { level: string; said: number; counted: number }[] = []
  const note = (level: string): void => {
    levels.push({ level, said: meter.held(), counted: countedBytes() })
  }
  const run = (): Promise<unknown> =>
    realm.lease(async () => {
      note('attached')
      // Of the handler itself, which keeps one of two.
      const usage = GPUBufferUsage.STORAGE
      const own = residency.leased()?.createBuffer({ size: 1000, usage })
      residency.leased()?.createBuffer({ size: 3000, usage }).destroy()
      const { matmul_1 } = await session.run({ x: ramp([3, 32]) })
      note('leased')
      own?.destroy()
      return matmul_1
    })

  note('loaded')
  for (let turn = 0; turn < 2; turn++) {
    await run()
    note('warm')
    note(await residency.demote('cool'))
    await run()
    note(await residency.demote('idle'))
  }
  return levels
}

climb().then(
  (report) => postMessage({ report }),
  (error: unknown) => postMessage({ failed: error instanceof Error ? error.stack : String(error) }),
)
