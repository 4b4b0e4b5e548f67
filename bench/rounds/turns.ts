import { TRANSFORMER } from '../attach/transformer-demo'
import { level, type Samples } from '../harness/page'
import { type Fixture, openRig } from '../rig/rig'

/**
 * Until the processes have grown to what they need: caches, pools, the code that runs. The GPU process takes some 80
 * rounds to its level (68, 76, 78, 76 and 76 MiB after 10, 85, 160, 235 and 310), which then moves by a piece of 4 MiB.
 */
const WARM_UP = 80
/** A run on software WebGPU takes longer than all the rest. */
const RUN_EVERY = 10

/** One runner, attached and detached again and again: to `cool`, and every now and then to `idle`. */
export async function attachAndDetach(rounds: number): Promise<Samples> {
  const rig = await openRig(TRANSFORMER)
  const fixture = await rig.open()
  const round = async (turn: number): Promise<void> => {
    await fixture.lease(turn % RUN_EVERY === 0 ? 'run' : undefined)
    if (turn % RUN_EVERY === 1) await idle()
    else await fixture.demote('cool')
  }
  // What it says is what its device holds: see src/runner/ort/ladder.browser.test.ts.
  const idle = async (): Promise<void> => {
    const held = await fixture.demote('idle')
    if (held !== 0) throw new Error(`an idle runner holds ${held} bytes of the GPU`)
  }
  const settle = async (): Promise<void> => {
    await idle()
    await collect()
  }
  await between(rounds, round, settle)
  await fixture.end()
  rig.close()
  return {}
}

/** Runners that are killed with the weights on the GPU, one after the other. */
export async function killAndBoot(rounds: number): Promise<Samples> {
  const rig = await openRig(TRANSFORMER)
  const round = async (turn: number): Promise<void> => {
    const fixture: Fixture = await rig.open()
    await fixture.lease(turn % RUN_EVERY === 0 ? 'run' : undefined)
    await fixture.end()
  }
  await between(rounds, round, collect)
  rig.close()
  return {}
}

async function between(
  rounds: number,
  round: (turn: number) => Promise<void>,
  settle: () => Promise<void>,
): Promise<void> {
  for (let turn = 0; turn < WARM_UP; turn++) await round(turn)
  await settle()
  await level()
  for (let turn = 0; turn < rounds; turn++) await round(turn)
  await settle()
  await level()
}

/** What nobody holds is no leak. Offered under `--expose-gc`. */
async function collect(): Promise<void> {
  const gc: unknown = Reflect.get(globalThis, 'gc')
  if (typeof gc !== 'function') throw new Error('this is measured with --js-flags=--expose-gc')
  await gc({ type: 'major', execution: 'async' })
}
