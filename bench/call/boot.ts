import { demos } from 'virtual:sublet/demos'
import { type Frame, openFrame } from '../../src/host/frame'
import { createInstance } from '../../src/host/instance'
import { type Runner, spawnRunner } from '../../src/host/runner'
import { createRunnerFiles, type RunnerFiles } from '../../src/host/runner-files'
import { createSpare } from '../../src/host/spare'
import { SubletError } from '../../src/protocol/errors'
import { alternate, type Samples } from '../harness/page'
import { openTab } from '../rig/tab'

const DEMO = 'bench-steps'
let runners = 0

const spawn = (frame: Frame, files: RunnerFiles): Promise<Runner> =>
  spawnRunner(`boot-${++runners}`, frame, files)

/** From asking for a runner to its handler loaded, in a page whose frame is open and whose files are there. */
export async function measureBoot(rounds: number): Promise<Samples> {
  const load = await openLoader()
  const frame = await openFrame()
  const files = createRunnerFiles()
  let booting: Promise<Runner> | undefined
  const spare = createSpare(() => {
    booting = spawn(frame, files)
    return booting
  })
  /** Nothing else goes on while a sample is taken. */
  async function spareUp(): Promise<void> {
    spare.prepare()
    await booting
  }

  const sides = {
    async spare() {
      await spareUp()
      const start = performance.now()
      const runner = await spare.take()
      const end = await load(runner)
      const took = performance.now() - start
      await end()
      return took
    },
    async fresh() {
      await spareUp()
      const start = performance.now()
      const end = await load(await spawn(frame, files))
      const took = performance.now() - start
      await end()
      return took
    },
  }
  await alternate(3, sides)
  const samples = await alternate(rounds, sides)
  spare.close()
  load.close()
  frame.close()
  return samples
}

/** The same in a page that has nothing yet: the frame is opened, and the files come by the network. */
export async function measureColdBoot(rounds: number): Promise<Samples> {
  const load = await openLoader()
  const samples = await alternate(rounds, {
    async cold() {
      const start = performance.now()
      const files = createRunnerFiles()
      const [frame] = await Promise.all([openFrame(), files.boot(), files.modules()])
      const end = await load(await spawn(frame, files))
      const took = performance.now() - start
      await end()
      frame.close()
      return took
    },
  })
  load.close()
  return samples
}

/** Loads the fixture's handler into a runner; resolves with what ends it. */
async function openLoader() {
  const tab = await openTab()
  const compiled = (await demos.find(({ card }) => card.id === DEMO)?.load())?.files
  if (compiled === undefined) throw new Error(`the site was built without the fixture ${DEMO}`)
  const handler = {
    base: `sublet:///${DEMO}/`,
    entry: 'handler.ts',
    files: Object.fromEntries(compiled.map(({ path, code }) => [path, code])),
  }

  async function load(runner: Runner): Promise<() => Promise<void>> {
    const ended = Promise.withResolvers<void>()
    const instance = createInstance({
      runner,
      demo: DEMO,
      handler,
      scheduler: tab.scheduler,
      stage: {
        model: () => Promise.reject(new Error('the fixture has no model')),
        file: () => Promise.reject(new Error('the fixture has no files')),
      },
      wasm: async () => undefined,
      onStaging: () => undefined,
      onResidency: () => undefined,
      onLog: () => undefined,
      onEnd: () => ended.resolve(),
    })
    await instance.ready
    return () => {
      instance.close(new SubletError('Cancelled', 'The sample is taken.'))
      return ended.promise
    }
  }
  return Object.assign(load, { close: tab.close })
}
