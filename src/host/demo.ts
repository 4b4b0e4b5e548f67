import { createStore, type StoreApi } from 'zustand/vanilla'
import { crossing } from '../protocol/cloneable'
import { type Endpoint, endpointOf } from '../protocol/endpoint'
import { asSubletError, SubletError } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { SchedulerClient } from '../scheduler/client'
import { cancelledWhileWaiting, createCall, type DrivenCall } from './call'
import { canvasesFor } from './canvases'
import { coalesce } from './coalesce'
import { createHeldStates } from './held-states'
import type { RunEvents } from './instance'
import { type Borrowed, createInstances, type Instances, type InstancesOptions } from './instances'
import type { Stage } from './load'
import { withRun } from './past-runs'
import type { Runner } from './runner'
import type { States } from './states'
import type { Call, Demo, DemoCard, DemoFile, DemoState, LeaseView, LogLine } from './types'

const LOG_LINES = 200

export interface DemoOptions {
  card: DemoCard
  /** The files that it comes with. */
  load(): Promise<{ readonly files: readonly DemoFile[] }>
  takeRunner(): Promise<Runner>
  scheduler: SchedulerClient
  stage: Stage
  wasm(): Promise<void>
  /** As in `InstancesOptions`. */
  code: InstancesOptions['code']
  /** It is closed, and stays so. @param ended when its runners have ended */
  onClosed?(ended: Promise<void>): void
}

/** A demo in this tab, with the hook by which the host moves its runners down the residency ladder. */
export interface OpenDemo extends Demo {
  /** Does nothing when `runner` is not (or no longer) this demo's. */
  demote(runner: string, to: 'cool' | 'idle' | 'gone'): void
  /** The call that waits with this request, or holds its lease. */
  callOf(request: string): Call | undefined
  /** Resolves when its runners have ended, and what they did is reported to the scheduler. */
  close(): Promise<void>
}

const CLOSED: DemoState = {
  at: { phase: 'closed' },
  spec: undefined,
  source: undefined,
  files: undefined,
  edited: false,
  residency: undefined,
  log: [],
  pastRuns: new Map(),
}

/** A call on its way. Without an instance it waits for one: for the first time, or for its second try. */
interface Job {
  readonly call: DrivenCall
  attempts: number
  borrowed: Borrowed | undefined
  stopped: boolean
}

/**
 * Owns the calls of one demo: first come, first served, each in an instance of its own, as many at a time as the
 * handler declares (1, as on Spaces, if it does not). What waits when the handler is replaced runs in the new one.
 */
export function createDemo(options: DemoOptions): OpenDemo {
  const { card } = options
  const state: StoreApi<DemoState> = createStore(() => CLOSED)
  const waiting: Job[] = []
  const running = new Set<Job>()
  let instances = instancesOf(original)
  const held = createHeldStates()
  let calls = 0
  let closing: Promise<void> | undefined
  let logged: LogLine[] = []
  const logs = coalesce(() => {
    if (logged.length === 0) return
    const fresh = logged
    logged = []
    state.setState(({ log: lines }) => ({ log: [...lines, ...fresh].slice(-LOG_LINES) }))
  })

  async function original(): Promise<readonly DemoFile[]> {
    return (await options.load()).files
  }

  function instancesOf(load: InstancesOptions['load']): Instances {
    return createInstances({
      ...options,
      demo: card.id,
      load,
      onChange(change) {
        if (change.spec !== undefined) held.declared(change.spec)
        state.setState(change)
      },
      onLog: log,
      onMoved: next,
      onFailed(error) {
        // One call for each boot that failed: the next one tries anew.
        waiting.shift()?.call.events.threw(error)
        next()
      },
    })
  }

  function log(line: LogLine): void {
    logged.push(line)
    if (logged.length > LOG_LINES) logged.shift()
    logs.soon()
  }

  function next(): void {
    for (let job = waiting[0]; job !== undefined; job = waiting[0]) {
      const borrowed = instances.borrow()
      if (borrowed === undefined) break
      waiting.shift()
      attempt(job, borrowed)
    }
    instances.grow(waiting.length)
    tellWaiting()
  }

  function tellWaiting(): void {
    const atOnce = instances.most
    for (const [at, { call }] of waiting.entries()) call.waiting(Math.max(0, running.size + at + 1 - atOnce))
  }

  function attempt(job: Job, borrowed: Borrowed): void {
    const { call } = job
    const { maxWaitMs, canvas, event, timed } = call.options
    const { instance, spec } = borrowed
    // Whoever replaces the handler, or puts the states back, goes on with others: this call does not touch those.
    const kept = held.now
    job.attempts += 1
    job.borrowed = borrowed
    running.add(job)
    call.started()
    try {
      // Asked for again by each attempt: the handler can have been replaced by one with other events.
      const endpoint = endpointOf(spec, event)
      instance.run(kept.inputs(endpoint, call.inputs), eventsOf(job, endpoint, kept), {
        id: call.id,
        canvases: canvasesFor(endpoint, canvas),
        ...(maxWaitMs !== undefined && { maxWaitMs }),
        ...(event !== undefined && { event }),
        ...(timed !== undefined && { timed }),
        ...(card.foreign && { foreign: card.foreign }),
      })
    } catch (thrown) {
      // A buffer of the caller's can have been transferred while the call waited.
      settle(job, () => call.events.threw(asSubletError(thrown, 'NotCloneable')))
    }
  }

  /**
   * What an attempt tells of. A call that was lost through no fault of its own is run once more, unless it has shown
   * something.
   */
  function eventsOf(job: Job, endpoint: Endpoint, kept: States): RunEvents {
    const { call, attempts: number } = job
    const { events } = call
    let shown: readonly unknown[] | undefined
    /** Leases that completed, as they were remembered last. */
    const completed = new Map<number, LeaseView>()
    const show = (outputs: readonly unknown[], skipped: readonly number[]): readonly unknown[] => {
      shown = kept.outputs(endpoint, { outputs, skipped }, shown)
      return shown
    }
    return {
      progress: events.progress,
      yielded: (outputs, skipped) => events.yielded(show(outputs, skipped)),
      returned: (outputs, skipped) => settle(job, () => events.returned(show(outputs, skipped))),
      threw(error, lost) {
        if (!lost || number > 1 || job.stopped || call.shown || closing !== undefined) {
          return settle(job, () => events.threw(error))
        }
        const text = `${error.message} Trying once more; nothing was billed.`
        log({ level: 'warn', text, at: Date.now(), call: call.id })
        settle(job, () => waiting.unshift(job))
      },
      lease(index, view) {
        // The bill of a lost attempt can come when the next one has leases of its own.
        if (number !== job.attempts) return
        events.lease(index, view)
        if (view.bill?.outcome !== 'completed') return
        const before = completed.get(index)
        completed.set(index, view)
        state.setState(({ pastRuns }) => ({ pastRuns: withRun(pastRuns, view, before) }))
      },
    }
  }

  /** The end of an attempt. */
  function settle(job: Job, report: () => void): void {
    running.delete(job)
    job.borrowed?.giveBack()
    job.borrowed = undefined
    // Whoever is told of the end finds all that was logged before it.
    logs.now()
    report()
    next()
  }

  function cancel(call: DrivenCall): void {
    const at = waiting.findIndex((job) => job.call === call)
    if (at >= 0) {
      waiting.splice(at, 1)
      tellWaiting()
      call.events.threw(cancelledWhileWaiting())
      return
    }
    for (const job of running) {
      if (job.call !== call) continue
      job.stopped = true
      job.borrowed?.instance.cancel()
    }
  }

  function replace(load: InstancesOptions['load'], edited: boolean): Promise<InterfaceSpec> {
    if (closing !== undefined) return instances.start()
    const old = instances
    held.replaced(edited)
    instances = instancesOf(load)
    void old.close(superseded())
    logged = []
    state.setState({ edited, log: [], residency: undefined })
    return instances.start()
  }

  return {
    card,
    state,
    start: () => instances.start(),
    edit: (files) => replace(async () => files, true),
    reset: () => replace(original, false),
    call(inputs, callOptions = {}) {
      const checked = crossable(inputs)
      const call = createCall(`${card.id}-${++calls}`, checked.inputs, callOptions, cancel)
      if (closing !== undefined) call.events.threw(cancelledWhileWaiting())
      else if (checked.error !== undefined) call.events.threw(checked.error)
      else {
        waiting.push({ call, attempts: 0, borrowed: undefined, stopped: false })
        next()
      }
      return call
    },
    saveStates: held.save,
    forgetStates: held.forget,
    demote: (runner, to) => instances.demote(runner, to),
    callOf(request) {
      for (const { call, borrowed } of running) if (borrowed?.instance.request === request) return call
      return undefined
    },
    close() {
      if (closing !== undefined) return closing
      const ended = Promise.withResolvers<void>()
      closing = ended.promise
      for (const { call } of waiting.splice(0)) call.events.threw(cancelledWhileWaiting())
      ended.resolve(instances.close(new SubletError('Cancelled', 'The demo was closed.')))
      logged = []
      state.setState(CLOSED)
      options.onClosed?.(closing)
      return closing
    },
  }
}

/** Told before a call waits; and what its caller changes while it waits changes nothing in it. */
function crossable(inputs: readonly unknown[]): { inputs: readonly unknown[]; error?: SubletError } {
  try {
    const { value } = crossing(inputs, 'inputs')
    return { inputs: Array.isArray(value) ? value : [] }
  } catch (thrown) {
    return { inputs: [], error: asSubletError(thrown, 'NotCloneable') }
  }
}

function superseded(): SubletError {
  return new SubletError('Cancelled', 'The handler was replaced meanwhile.')
}
