import { createStore, type StoreApi } from 'zustand/vanilla'
import { asSubletError, SubletError, toWire } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { SchedulerClient } from '../scheduler/client'
import { cancelledWhileWaiting, createCall, type DrivenCall } from './call'
import { createInstance, type Instance, type RunEvents } from './instance'
import type { Stage } from './load'
import type { Runner } from './runner'
import type { Demo, DemoCard, DemoState, LogLine } from './types'

const LOG_LINES = 200
const PAST_RUNS = 50

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
  demote(runner: string, to: 'cool' | 'idle'): void
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

/**
 * Owns the instance of one demo and the calls that wait for it: first come, first served, one at a time
 * (concurrency 1, as on Spaces). An instance that ends is replaced, so that the next call works.
 */
export function createDemo(options: DemoOptions): OpenDemo {
  const { card } = options
  const state: StoreApi<DemoState> = createStore(() => CLOSED)
  const waiting: DrivenCall[] = []
  let handler: { source: string; code: string } | undefined
  let current: { instance: Instance; runner: string } | undefined
  let starting: Promise<InterfaceSpec> | undefined
  let running: DrivenCall | undefined
  let calls = 0
  let closed = false

  function start(): Promise<InterfaceSpec> {
    starting ??= boot().catch((thrown: unknown) => {
      starting = undefined
      const error = asSubletError(thrown)
      state.setState({ at: { phase: 'failed', error: toWire(error) } })
      throw error
    })
    return starting
  }

  async function boot(): Promise<InterfaceSpec> {
    state.setState({ at: { phase: 'starting' } })
    handler ??= await options.load()
    state.setState({ source: handler.source })
    const runner = await options.takeRunner()
    const instance: Instance = createInstance({
      ...options,
      demo: card.id,
      runner,
      handler: { name: `sublet:///${card.id}/handler.js`, code: handler.code },
      onStaging: (model, loaded, total) => state.setState({ at: { phase: 'staging', model, loaded, total } }),
      onResidency: (residency) => state.setState({ residency }),
      onLog: log,
      onEnd: () => instanceEnded(instance),
    })
    current = { instance, runner: runner.id }
    const spec = await instance.ready
    state.setState({ at: { phase: 'ready' }, spec, residency: { level: 'idle', held: 0 } })
    return spec
  }

  /** A crash or a kill: the demo is restored without a reload, unless its handler never got up. */
  function instanceEnded(ended: Instance): void {
    if (current?.instance !== ended) return
    const wasReady = state.getState().at.phase === 'ready'
    current = undefined
    if (closed || !wasReady) return
    starting = undefined
    start().catch(() => undefined)
  }

  function log(line: LogLine): void {
    state.setState(({ log: lines }) => ({ log: [...lines, line].slice(-LOG_LINES) }))
  }

  async function next(): Promise<void> {
    if (running !== undefined) return
    const call = waiting.shift()
    if (call === undefined) return
    running = call
    for (const [ahead, behind] of waiting.entries()) behind.waiting(ahead + 1)
    await attempt(call, true)
  }

  /** A call that was lost through no fault of its own is run once more, unless it has shown something. */
  async function attempt(call: DrivenCall, retry: boolean): Promise<void> {
    try {
      await start()
    } catch (error) {
      return settle(call, () => call.events.threw(asSubletError(error)))
    }
    // It may have been cancelled, or the handler edited, while the demo started.
    if (running !== call) return
    call.started()
    const events: RunEvents = {
      ...call.events,
      returned: (outputs) => settle(call, () => call.events.returned(outputs)),
      threw(error) {
        if (retry && !call.shown && isLost(error)) {
          log({ level: 'warn', text: `${error.message} Trying once more; nothing was billed.` })
          void attempt(call, false)
        } else settle(call, () => call.events.threw(error))
      },
      lease(index, view) {
        call.events.lease(index, view)
        if (view.bill?.outcome === 'completed') remember(view.bill.ranMs / 1000)
      },
    }
    current?.instance.run(call.inputs, events)
  }

  function settle(call: DrivenCall, report: () => void): void {
    if (running === call) running = undefined
    report()
    void next()
  }

  function remember(seconds: number): void {
    state.setState(({ pastSeconds }) => ({ pastSeconds: [...pastSeconds, seconds].slice(-PAST_RUNS) }))
  }

  function cancel(call: DrivenCall): void {
    const at = waiting.indexOf(call)
    if (at >= 0) {
      waiting.splice(at, 1)
      call.events.threw(cancelledWhileWaiting())
    } else if (running === call) {
      if (call.state.getState().phase === 'working') current?.instance.cancel()
      else settle(call, () => call.events.threw(cancelledWhileWaiting()))
    }
  }

  async function replace(next: typeof handler, edited: boolean): Promise<InterfaceSpec> {
    const previous = current?.instance
    handler = next
    current = undefined
    starting = undefined
    previous?.close(new SubletError('Cancelled', 'The handler was replaced while this call ran.'))
    state.setState({ edited, log: [] })
    return start()
  }

  return {
    card,
    state,
    start,
    edit: (source, code) => replace({ source, code }, true),
    reset: () => replace(undefined, false),
    call(inputs) {
      const call = createCall(`${card.id}-${++calls}`, inputs, cancel)
      call.waiting(waiting.length + (running === undefined ? 0 : 1))
      waiting.push(call)
      void next()
      return call
    },
    demote(runner, to) {
      if (current?.runner === runner) current.instance.demote(to)
    },
    close() {
      closed = true
      for (const call of waiting.splice(0)) call.events.threw(cancelledWhileWaiting())
      current?.instance.close(new SubletError('Cancelled', 'The demo was closed.'))
      current = undefined
      starting = undefined
      state.setState(CLOSED)
    },
  }
}

function isLost({ code }: SubletError): boolean {
  return code === 'DeviceLost' || code === 'RunnerCrashed'
}
