import { asSubletError, SubletError, toWire } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { SchedulerClient } from '../scheduler/client'
import type { createInstance, Instance } from './instance'
import type { Stage } from './load'
import type { Runner } from './runner'
import { withReadableStacks } from './stacks/readable-runner'
import type { DemoFile, DemoState, LogLine } from './types'
import { compareResidency, warmest } from './warmest'

/** The file whose default export is the Interface. */
export const HANDLER = 'handler.ts'
/** Each is a realm with its libraries, and the pool has no more than two slots to lease. */
const MOST_RUNNERS = 4
/** A handler that throws from a timer would otherwise boot for ever. */
const MOST_RESTORES = 3

export interface InstancesOptions {
  demo: string
  /** The demo's files. Asked for at the first boot. */
  load(): Promise<readonly DemoFile[]>
  takeRunner(): Promise<Runner>
  scheduler: SchedulerClient
  stage: Stage
  wasm(): Promise<void>
  /** What runs handlers: fetched with the first of them, since the gallery needs none of it. */
  code(): Promise<{ createInstance: typeof createInstance }>
  onChange(change: Partial<Pick<DemoState, 'at' | 'spec' | 'source' | 'files' | 'residency'>>): void
  onLog(line: LogLine): void
  /** An instance came up, or ended: whoever waits for one asks again. */
  onMoved(): void
  /** A boot failed, and there is none left to wait for. */
  onFailed(error: SubletError): void
}

/** The instance is the borrower's, for one call. */
export interface Borrowed {
  readonly instance: Instance
  readonly spec: InterfaceSpec
  /** Idempotent; also when it has ended meanwhile. */
  giveBack(): void
}

/**
 * The instances of one handler of a demo: the first one boots when the demo starts, the others as calls wait, as
 * many as the handler declares. All are alike. It knows no calls.
 */
export interface Instances {
  /** At most this many; 1 until the handler has told. */
  readonly most: number
  /** Boots the first one, if there is none. @throws SubletError if that fails, or on `close` */
  start(): Promise<InterfaceSpec>
  /** The warmest that is free, or undefined. */
  borrow(): Borrowed | undefined
  /** So many calls wait: boots one for each, as far as there may be more. */
  grow(wanted: number): void
  /** Does nothing when `runner` is none of these. */
  demote(runner: string, to: 'cool' | 'idle' | 'gone'): void
  /** Idempotent. Their calls throw `error`; resolves when all of them have ended. Nothing is told any more. */
  close(error: SubletError): Promise<void>
}

interface Member {
  readonly instance: Instance
  readonly runner: string
  readonly residency: DemoState['residency']
  /** Undefined while it boots. */
  spec: InterfaceSpec | undefined
  busy: boolean
  used: number
}

export function createInstances(options: InstancesOptions): Instances {
  const members = new Set<Member>()
  /** Under way, by number. */
  const boots = new Map<number, Promise<InterfaceSpec>>()
  let launched = 0
  let files: readonly DemoFile[] | undefined
  let most = 1
  let uses = 0
  /** In a row, without a call in between. */
  let restores = 0
  let closed: SubletError | undefined

  const up = (): Member[] => [...members].filter((member) => member.spec !== undefined)

  /** What a boot goes through is the state of the demo only while no other instance is up. */
  function phase(at: DemoState['at']): void {
    if (closed === undefined && up().length === 0) options.onChange({ at })
  }

  function launch(): Promise<InterfaceSpec> {
    if (closed !== undefined) return Promise.reject(closed)
    phase({ phase: 'starting' })
    const number = ++launched
    const booting = boot(number).catch((thrown: unknown) => {
      const error = asSubletError(thrown)
      failed(number, error)
      throw error
    })
    boots.set(number, booting)
    // Whoever did not ask for it by `start` is told by `onFailed`.
    booting.catch(() => undefined)
    return booting
  }

  /** After each wait the handler may have been replaced, or the demo closed. */
  async function boot(number: number): Promise<InterfaceSpec> {
    const [loaded, { createInstance: create }] = await Promise.all([files ?? options.load(), options.code()])
    if (closed !== undefined) throw closed
    if (files === undefined) options.onChange({ source: sourceOf(loaded), files: loaded })
    files = loaded
    const runner = await options.takeRunner()
    if (closed !== undefined) {
      void runner.kill()
      throw closed
    }
    const base = `sublet:///${options.demo}/`
    const member = enrol(
      // Only a demo with an error needs the maps, and what reads them.
      withReadableStacks(runner, base, async () =>
        (await import('./stacks/stacks')).openStacks(base, loaded),
      ),
      loaded,
      base,
      create,
    )
    const spec = await member.instance.ready
    if (closed !== undefined) throw closed
    if (!members.has(member)) {
      throw new SubletError('RunnerCrashed', 'The runner ended as soon as its handler was loaded.')
    }
    boots.delete(number)
    const first = up().length === 0
    member.spec = spec
    most = runnersOf(spec)
    // The others are the same again: the page has nothing to draw anew.
    if (first) options.onChange({ at: { phase: 'ready' }, spec })
    tellResidency()
    options.onMoved()
    return spec
  }

  function failed(number: number, error: SubletError): void {
    boots.delete(number)
    if (closed !== undefined) return
    if (up().length === 0 && boots.size === 0) {
      phase({ phase: 'failed', error: toWire(error) })
      options.onFailed(error)
    } else warn(`One more runner could not be had. ${error.message}`)
  }

  function warn(text: string): void {
    options.onLog({ level: 'warn', text, at: Date.now(), call: undefined })
  }

  /** What an instance that was replaced still reports is not told: a download that goes on, the end of its log. */
  function enrol(
    runner: Runner,
    compiled: readonly DemoFile[],
    base: string,
    create: typeof createInstance,
  ): Member {
    const { demo, scheduler, stage, wasm } = options
    const instance: Instance = create({
      demo,
      scheduler,
      stage,
      wasm,
      runner,
      handler: {
        base,
        entry: HANDLER,
        files: Object.fromEntries(compiled.map(({ path, code }) => [path, code])),
      },
      onStaging: (model, loaded, total) => phase({ phase: 'staging', model, loaded, total }),
      onResidency: tellResidency,
      onLog(line) {
        if (closed === undefined) options.onLog(line)
      },
      onEnd: (error) => ended(instance, error),
    })
    const member: Member = {
      instance,
      runner: runner.id,
      get residency() {
        return instance.residency
      },
      spec: undefined,
      busy: false,
      used: 0,
    }
    members.add(member)
    return member
  }

  function tellResidency(): void {
    if (closed !== undefined) return
    const [top] = up().sort((a, b) => compareResidency(b.residency, a.residency))
    options.onChange({ residency: top?.residency })
  }

  /**
   * A crash or a kill. The last one is restored without a reload, unless its handler never got up, or crashes again
   * and again by itself; the others are when they are wanted.
   */
  function ended(instance: Instance, error: SubletError): void {
    const member = [...members].find((known) => known.instance === instance)
    if (member === undefined) return
    members.delete(member)
    // The boot of one that was not up fails with the same error.
    if (closed !== undefined || member.spec === undefined) return
    if (up().length === 0 && boots.size === 0) restore(error)
    options.onMoved()
  }

  function restore(error: SubletError): void {
    restores += 1
    if (restores > MOST_RESTORES) phase({ phase: 'failed', error: toWire(error) })
    else void launch()
  }

  /** A member that is at its end has no residency, and takes no call with it. */
  function isFree({ spec, busy, residency }: Member): boolean {
    return spec !== undefined && !busy && residency !== undefined
  }

  return {
    get most() {
      return most
    },
    start() {
      const [first] = up()
      if (first?.spec !== undefined) return Promise.resolve(first.spec)
      const [booting] = boots.values()
      return booting ?? launch()
    },
    borrow() {
      const member = warmest([...members].filter(isFree))
      if (member?.spec === undefined) return undefined
      restores = 0
      member.busy = true
      let mine = true
      return {
        instance: member.instance,
        spec: member.spec,
        giveBack() {
          if (!mine) return
          mine = false
          member.busy = false
          member.used = ++uses
        },
      }
    },
    grow(wanted) {
      if (closed !== undefined) return
      const booting = boots.size
      const room = most - up().length - booting
      for (let more = Math.min(wanted - booting, room); more > 0; more--) void launch()
    },
    demote(runner, to) {
      const member = [...members].find((known) => known.runner === runner)
      if (member === undefined) return
      if (to === 'gone') member.instance.close(stuck())
      // One that nobody has needed for so long is not kept idle beside another: a realm is memory, too.
      else if (to === 'idle' && !member.busy && up().length > 1) member.instance.close(unneeded())
      else member.instance.demote(to)
    },
    async close(error) {
      if (closed !== undefined) return
      closed = error
      // Before their calls are told: the next one goes to none of these.
      const ending = [...members]
      members.clear()
      await Promise.all(ending.map(({ instance }) => instance.retire(error)))
    },
  }
}

function sourceOf(files: readonly DemoFile[]): string | undefined {
  return files.find(({ path }) => path === HANDLER)?.source
}

/** As many as the most concurrent of its GPU functions declares. */
function runnersOf({ gpu }: InterfaceSpec): number {
  return Math.min(MOST_RUNNERS, Math.max(1, ...gpu.map(({ concurrency }) => concurrency ?? 1)))
}

/** The scheduler waited for its GPU memory in vain. The platform's doing, as far as a run is concerned. */
function stuck(): SubletError {
  return new SubletError('RunnerCrashed', 'The runner did not give up its GPU memory in time and was ended.')
}

function unneeded(): SubletError {
  return new SubletError('Cancelled', 'The runner was not needed any more.')
}
