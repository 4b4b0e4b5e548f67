import { demos } from 'virtual:sublet/demos'
import { connectWorker } from '../../src/host/connect'
import { type Frame, openFrame } from '../../src/host/frame'
import { createInstance, type Instance } from '../../src/host/instance'
import { spawnRunner } from '../../src/host/runner'
import { createRunnerFiles, type RunnerFiles } from '../../src/host/runner-files'
import { siteUrl } from '../../src/host/site'
import type { DemoState, LeaseView } from '../../src/host/types'
import { SubletError } from '../../src/protocol/errors'
import type { StagedModel } from '../../src/protocol/model'
import { createStagingClient } from '../../src/staging/client'
import { openTab } from './tab'

/** The rooms of a tab wired as the host wires them, with the ends that an attach is measured at in reach. */
export interface Rig {
  readonly frame: Frame
  readonly files: RunnerFiles
  /** The model of the demo, staged. */
  readonly model: StagedModel
  /** The fixture demo in a fresh runner: loaded, with nothing on the GPU. */
  open(): Promise<Fixture>
  close(): void
}

export interface Leased {
  /** Grant to attached: the weights are queued for the GPU, and the function starts. */
  attachMs: number
  /** Grant to the return of the function, which waits until the GPU has the weights. */
  drainedMs: number
  output: unknown
}

export interface Fixture {
  /** Takes a lease. The model is attached, drained to the GPU and, with `run`, run once. */
  lease(run?: 'run'): Promise<Leased>
  /**
   * Frees the weights on the GPU; `cool` keeps what was compiled, `idle` does not.
   * @returns bytes that it holds after that, as it says
   */
  demote(to: 'cool' | 'idle'): Promise<number>
  end(): Promise<void>
}

/** A demo of `bench/demos` whose handler makes a session of one model, and what a lease of it calls with 0 or 1. */
export interface FixtureDemo {
  demo: string
  /** Path of the model in the site. */
  model: string
}

/** Large leases get half of it: room for a model of 1 GiB, whatever the browser says of the machine's memory. */
const BUDGET_BYTES = 4e9

export async function openRig({ demo, model: path }: FixtureDemo): Promise<Rig> {
  const tab = await openTab()
  tab.scheduler.configure({ budgetBytes: BUDGET_BYTES })
  const staging = createStagingClient({
    connect: () => connectWorker('staging', reportError),
    locks: navigator.locks,
  })
  const files = createRunnerFiles()
  const frame = await openFrame()
  const model = await staging.ensure(siteUrl(path))
  const handler = (await demos.find(({ card }) => card.id === demo)?.load())?.files
  if (handler === undefined) throw new Error(`the site was built without the fixture ${demo}`)
  let runners = 0

  async function open(): Promise<Fixture> {
    const ended = Promise.withResolvers<void>()
    const residency = createWatch<DemoState['residency']>()
    const instance = createInstance({
      runner: await spawnRunner(`rig-${crypto.randomUUID().slice(0, 8)}-${++runners}`, frame, files),
      demo,
      handler: {
        base: `sublet:///${demo}/`,
        entry: 'handler.ts',
        files: Object.fromEntries((handler ?? []).map(({ path, code }) => [path, code])),
      },
      scheduler: tab.scheduler,
      stage: {
        async model(source, onProgress) {
          if (typeof source !== 'string') throw new Error('a fixture names its model by a path')
          return staging.ensure(source, onProgress)
        },
        file: staging.file,
      },
      wasm: () => frame.compile(files.wasm),
      onStaging: () => undefined,
      onResidency: residency.set,
      onLog: ({ level, text }) => {
        if (level === 'error') reportError(new Error(text))
      },
      onEnd: () => ended.resolve(),
    })
    await instance.ready
    return {
      lease: (run) => lease(instance, run === undefined ? 0 : 1),
      async demote(to) {
        const lower = residency.until((state) => state?.level === to)
        instance.demote(to)
        return (await lower)?.held ?? 0
      },
      end() {
        instance.close(new SubletError('Cancelled', 'The measurement is over.'))
        return ended.promise
      },
    }
  }

  return {
    frame,
    files,
    model,
    open,
    close() {
      tab.close()
      staging.close()
      frame.close()
    },
  }
}

function lease(instance: Instance, run: 0 | 1): Promise<Leased> {
  return new Promise((resolve, reject) => {
    let view: LeaseView | undefined
    instance.run([run], {
      lease: (_, changed) => {
        view = changed
      },
      progress: () => undefined,
      yielded: () => undefined,
      returned([output]) {
        if (view?.grantedAt === undefined || view.startedAt === undefined) {
          return reject(new Error('the call took no lease'))
        }
        const { grantedAt, startedAt } = view
        resolve({ attachMs: startedAt - grantedAt, drainedMs: performance.now() - grantedAt, output })
      },
      threw: reject,
    })
  })
}

function createWatch<T>(): { set(value: T): void; until(fits: (value: T) => boolean): Promise<T> } {
  const watchers = new Set<(value: T) => void>()
  return {
    set(value) {
      for (const watch of watchers) watch(value)
    },
    until: (fits) =>
      new Promise((resolve) => {
        watchers.add(function watch(value) {
          if (!fits(value)) return
          watchers.delete(watch)
          resolve(value)
        })
      }),
  }
}
