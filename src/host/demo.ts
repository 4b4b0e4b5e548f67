import { createStore, type StoreApi } from 'zustand/vanilla'
import { asSubletError, SubletError, toWire } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { SchedulerClient } from '../scheduler/client'
import { cancelledWhileWaiting, createCall, type DrivenCall } from './call'
import { createInstance, type Instance } from './instance'
import type { Stage } from './load'
import type { Runner } from './runner'
import type { Demo, DemoCard, DemoState, LogLine } from './types'

const LOG_LINES = 200
const PAST_RUNS = 50
/** A handler that throws from a timer would otherwise boot for ever. */
const MOST_RESTORES = 3

export interface DemoOptions {
  card: DemoCard
  /** The bundled handler: as written, and compiled. */
  load(): Promise<{ source: string; code: string }>
  takeRunner(): Promise<Runner>
  scheduler: SchedulerClient
  stage: Stage
  wasm(): Promise<WebAssembly.Module>
}

/** A demo in this tab, with the hook by which the host moves it down the residency ladder. */
export interface OpenDemo extends Demo {
  /** Does nothing when `runner` is not (or no longer) this demo's. */
  demote(runner: string, to: 'cool' | 'idle' | 'gone'): void
}

const CLOSED: DemoState = {
  at: { phase: 'closed' },
  spec: undefined,
  source: undefined,
  edited: false,
  residency: undefined,
  log: [],
  pastSeconds: [],
}

/** A call on its way, and where it is: without an instance it waits for one to start. */
interface Job {
  call: DrivenCall
  instance: Instance | undefined
  attempts: number
  stopped: boolean
}

interface Booted {
  instance: Instance
  spec: InterfaceSpec
}

/**
 * Owns the instance of one demo and the calls that wait for it: first come, first served, one at a time
 * (concurrency 1, as on Spaces). An instance that ends is replaced, so that the next call works.
 */
export function createDemo(options: DemoOptions): OpenDemo {
  const { card } = options
  const state: StoreApi<DemoState> = createStore(() => CLOSED)
  const waiting: DrivenCall[] = []
  let handler: { source: string; code: string } | undefined
  let current: { instance: Instance; runner: string; ready: boolean } | undefined
  let booted: Promise<Booted> | undefined
  /** Counts boots, replacements and the close: a boot that is not the latest has to give up. */
  let epoch = 0
  /** In a row, without a call that ended in between. */
  let restores = 0
  let running: Job | undefined
  let calls = 0
  let closed = false

  function started(): Promise<Booted> {
    if (booted !== undefined) return booted
    const mine = ++epoch
    booted = boot(() => epoch === mine).catch((thrown: unknown) => {
      const error = asSubletError(thrown)
      if (epoch === mine && !closed) {
        booted = undefined
        state.setState({ at: { phase: 'failed', error: toWire(error) } })
      }
      throw error
    })
    return booted
  }

  /** After each wait the handler may have been replaced, or the demo closed; `latest` says. */
  async function boot(latest: () => boolean): Promise<Booted> {
    if (closed) throw superseded()
    state.setState({ at: { phase: 'starting' } })
    const loaded = handler ?? (await options.load())
    if (!latest()) throw superseded()
    handler = loaded
    state.setState({ source: loaded.source })
    const runner = await options.takeRunner()
    if (!latest()) {
      void runner.kill()
      throw superseded()
    }
    const instance: Instance = createInstance({
      ...options,
      demo: card.id,
      runner,
      handler: { name: `sublet:///${card.id}/handler.js`, code: loaded.code },
      // An instance that was replaced can still report: a download that goes on, the last lines of its log.
      onStaging(model, loaded, total) {
        if (latest()) state.setState({ at: { phase: 'staging', model, loaded, total } })
      },
      onResidency(residency) {
        if (latest()) state.setState({ residency })
      },
      onLog(line) {
        if (latest()) log(line)
      },
      onEnd: (error) => instanceEnded(instance, error),
    })
    current = { instance, runner: runner.id, ready: false }
    const spec = await instance.ready
    if (!latest()) throw superseded()
    if (current?.instance !== instance) {
      throw new SubletError('RunnerCrashed', 'The runner ended as soon as its handler was loaded.')
    }
    current.ready = true
    state.setState({ at: { phase: 'ready' }, spec, residency: { level: 'idle', held: 0 } })
    return { instance, spec }
  }

  /**
   * A crash or a kill: the demo is restored without a reload, unless its handler never got up, or crashes again
   * and again by itself.
   */
  function instanceEnded(ended: Instance, error: SubletError): void {
    if (current?.instance !== ended) return
    const { ready } = current
    current = undefined
    // Its boot fails with the same error.
    if (!ready) return
    booted = undefined
    restores += 1
    if (restores > MOST_RESTORES) return state.setState({ at: { phase: 'failed', error: toWire(error) } })
    started().catch(() => undefined)
  }

  function log(line: LogLine): void {
    state.setState(({ log: lines }) => ({ log: [...lines, line].slice(-LOG_LINES) }))
  }

  function next(): void {
    if (running !== undefined) return
    const call = waiting.shift()
    if (call === undefined) return
    running = { call, instance: undefined, attempts: 0, stopped: false }
    tellWaiting()
    void attempt(running)
  }

  function tellWaiting(): void {
    const first = running === undefined ? 0 : 1
    for (const [at, call] of waiting.entries()) call.waiting(first + at)
  }

  /** A call that was lost through no fault of its own is run once more, unless it has shown something. */
  async function attempt(job: Job): Promise<void> {
    const { call } = job
    const number = ++job.attempts
    job.instance = undefined
    let instance: Instance
    try {
      instance = (await started()).instance
    } catch (error) {
      return settle(job, () => call.events.threw(asSubletError(error)))
    }
    // It may have been cancelled while the demo started.
    if (running !== job) return
    job.instance = instance
    call.started()
    instance.run(
      call.inputs,
      {
        ...call.events,
        returned: (outputs) => settle(job, () => call.events.returned(outputs)),
        threw(error) {
          if (number === 1 && !job.stopped && !call.shown && isLost(error)) {
            log({ level: 'warn', text: `${error.message} Trying once more; nothing was billed.` })
            void attempt(job)
          } else settle(job, () => call.events.threw(error))
        },
        lease(index, view) {
          // The bill of a lost attempt can come when the next one has leases of its own.
          if (number !== job.attempts) return
          call.events.lease(index, view)
          if (view.bill?.outcome === 'completed') remember(view.bill.ranMs / 1000)
        },
      },
      call.options,
    )
  }

  /** Once for each job: a call that was cancelled while it waited is over when its boot fails. */
  function settle(job: Job, report: () => void): void {
    if (running !== job) return
    running = undefined
    if (job.instance !== undefined) restores = 0
    report()
    next()
  }

  function remember(seconds: number): void {
    state.setState(({ pastSeconds }) => ({ pastSeconds: [...pastSeconds, seconds].slice(-PAST_RUNS) }))
  }

  function cancel(call: DrivenCall): void {
    const at = waiting.indexOf(call)
    if (at >= 0) {
      waiting.splice(at, 1)
      tellWaiting()
      call.events.threw(cancelledWhileWaiting())
    } else if (running?.call === call) {
      running.stopped = true
      if (running.instance !== undefined) running.instance.cancel()
      else settle(running, () => call.events.threw(cancelledWhileWaiting()))
    }
  }

  async function replace(next: typeof handler, edited: boolean): Promise<InterfaceSpec> {
    const previous = current?.instance
    handler = next
    current = undefined
    booted = undefined
    epoch += 1
    restores = 0
    previous?.close(superseded())
    state.setState({ edited, log: [], residency: undefined })
    return start()
  }

  async function start(): Promise<InterfaceSpec> {
    return (await started()).spec
  }

  return {
    card,
    state,
    start,
    edit: (source, code) => replace({ source, code }, true),
    reset: () => replace(undefined, false),
    call(inputs, callOptions = {}) {
      const call = createCall(`${card.id}-${++calls}`, inputs, callOptions, cancel)
      waiting.push(call)
      tellWaiting()
      next()
      return call
    },
    demote(runner, to) {
      if (current?.runner !== runner) return
      if (to === 'gone') current.instance.close(stuck())
      else current.instance.demote(to)
    },
    close() {
      if (closed) return
      closed = true
      epoch += 1
      for (const call of waiting.splice(0)) call.events.threw(cancelledWhileWaiting())
      const job = running
      if (job?.instance === undefined && job !== undefined) {
        settle(job, () => job.call.events.threw(cancelledWhileWaiting()))
      }
      current?.instance.close(new SubletError('Cancelled', 'The demo was closed.'))
      current = undefined
      booted = undefined
      state.setState(CLOSED)
    },
  }
}

function superseded(): SubletError {
  return new SubletError('Cancelled', 'The handler was replaced, or the demo closed, meanwhile.')
}

/** The scheduler waited for its GPU memory in vain. The platform's doing, as far as a run is concerned. */
function stuck(): SubletError {
  return new SubletError('RunnerCrashed', 'The runner did not give up its GPU memory in time and was ended.')
}

function isLost({ code }: SubletError): boolean {
  return code === 'DeviceLost' || code === 'RunnerCrashed'
}
