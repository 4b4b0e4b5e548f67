import { asSubletError, fromWire, SubletError, toWire } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { FromRunner } from '../protocol/runner'
import type { SchedulerClient } from '../scheduler/client'
import { type LeaseBridge, openLease } from './lease'
import { type Handler, loadHandler, type Stage } from './load'
import type { Runner } from './runner'
import { createRunnerResidency } from './runner-residency'
import type { CallOptions, DemoState, LeaseView, LogLine } from './types'

/** Once Stop is pressed, a handler has this long to end by itself before its runner is ended. */
const GRACE_MS = 250

/** A runner serves one lease at a time, and tells of each in a task behind it. */
const LATEST = 8

export interface RunEvents {
  lease(index: number, view: LeaseView): void
  progress(fraction: number, text: string): void
  yielded(outputs: readonly unknown[], skipped: readonly number[]): void
  /** Called exactly once, last: with the outputs, or why there are none. */
  returned(outputs: readonly unknown[], skipped: readonly number[]): void
  /** @param lost through no fault of the handler or the visitor: it may be run once more */
  threw(error: SubletError, lost: boolean): void
}

export interface RunOptions extends Pick<CallOptions, 'maxWaitMs' | 'event' | 'timed'> {
  /** `Call.id`, for what it logs. */
  id?: string
  /** For each output that is a canvas, the page's; null for the others. They go over to the runner. */
  canvases?: (OffscreenCanvas | null)[]
  /** `DemoCard.foreign` */
  foreign?: true
}

/** A runner with a handler loaded. It serves one run at a time. */
export interface Instance {
  readonly ready: Promise<InterfaceSpec>
  /** As last told to `onResidency`; undefined from the moment at which it ends. */
  readonly residency: DemoState['residency']
  /** What its run waits for, or holds, as the pool's snapshots call it; undefined while it wants no lease. */
  readonly request: string | undefined
  /** @throws DOMException `DataCloneError` when an input cannot be cloned; then nothing runs */
  run(inputs: readonly unknown[], events: RunEvents, options?: RunOptions): void
  /** Stops the run that is under way; what does not stop in time is ended with the runner. */
  cancel(): void
  demote(to: 'cool' | 'idle'): void
  /** Idempotent. Ends the runner; a run that is under way throws `error`. */
  close(error: SubletError): void
  /**
   * The same by the visitor's will: a run throws `error` at once and is cancelled, so that it is billed for what it
   * did, and its runner is ended 250 ms later. Resolves when the runner has ended.
   */
  retire(error: SubletError): Promise<void>
}

export interface InstanceOptions {
  runner: Runner
  demo: string
  handler: Handler
  scheduler: SchedulerClient
  stage: Stage
  /** Resolves when ONNX Runtime is compiled, once for all. */
  wasm(): Promise<void>
  onStaging(model: string, loaded: number, total: number | null): void
  onResidency(residency: DemoState['residency']): void
  onLog(line: LogLine): void
  /** The instance is at its end, by itself or by `close`; nothing follows. */
  onEnd(error: SubletError): void
}

interface Run {
  call: string
  events: RunEvents
  /** Leases that it has asked for so far. */
  leases: number
  options: RunOptions
  stopping: number | undefined
}

export function createInstance(options: InstanceOptions): Instance {
  const { runner, demo, scheduler } = options
  const loading = loadHandler(runner, options.handler, options.stage, options.onStaging)
  const residency = createRunnerResidency({
    runner: runner.id,
    demo,
    scheduler,
    onResidency: options.onResidency,
  })
  let calls = 0
  let run: Run | undefined
  /** The latest one. It can outlive its run: a handler may return, or be stopped, before its GPU function ends. */
  let lease: LeaseBridge | undefined
  /** The newest ones: what a runner tells of a lease comes behind its end, when the next may have begun. */
  const latest: LeaseBridge[] = []
  /** The run that asked for it. */
  let leased: Run | undefined
  let wasm: Promise<void> | undefined
  let given = false
  let ending: Promise<void> | undefined
  let retiring = false
  const ended = Promise.withResolvers<void>()

  runner.listen({ message: receive, died: (error) => end(error) })
  loading.spec.catch((error) => end(error))

  function receive(message: FromRunner): void {
    // The runtime compiles while the model is still on its way; a failure is met again at the grant.
    if (message.type === 'model' || message.type === 'modelBytes' || message.type === 'runtime') {
      wasm ??= prefetched(options.wasm())
      // A session that is created inside a lease is attached at once, and no grant comes before that; one on the CPU
      // waits for no lease at all.
      const now = message.type === 'runtime' || lease?.over === false
      if (now) giveRuntime().catch((cause: unknown) => end(asSubletError(cause)))
    }
    if (loading.message(message)) return
    switch (message.type) {
      case 'log':
        return options.onLog({
          level: message.level,
          text: message.text,
          at: Date.now(),
          // A runner may only speak for the run that is under way.
          call: run !== undefined && message.call === run.call ? run.options.id : undefined,
        })
      case 'residency':
        return residency.reported(message, lease?.over === false && lease.view.stage !== 'queued')
      case 'lease':
        return openLeaseFor(message)
      case 'attaching':
      case 'attached':
      case 'released':
        return lease?.message(message)
      case 'profile':
        for (const told of latest) told.message(message)
        return
      case 'progress':
        if (message.call === run?.call) run.events.progress(message.fraction, message.text)
        return
      case 'yield':
        if (message.call === run?.call) run.events.yielded(message.outputs, message.skipped)
        return
      case 'returned':
        return finish(message.call, ({ events }) => events.returned(message.outputs, message.skipped))
      case 'threw':
        if (brokeRuntime(message)) return end(fromWire(message.error))
        return finish(message.call, (thrower) => {
          const error = fromWire(message.error)
          thrower.events.threw(error, isLost(error, thrower))
        })
    }
  }

  function openLeaseFor(message: Extract<FromRunner, { type: 'lease' }>): void {
    const asking = run
    // One lease at a time, and only for the call that runs: a GPU function of a call that was stopped can still
    // be on its way. It is told, since the next one waits behind it.
    if (asking === undefined || message.call !== asking.call || lease?.over === false) {
      const error = new SubletError('Cancelled', 'No lease can be had for this call now.')
      return runner.post({ type: 'refused', request: message.request, error: toWire(error) })
    }
    const index = asking.leases++
    leased = asking
    lease = openLease(message, {
      ...(asking.options.maxWaitMs !== undefined && { maxWaitMs: asking.options.maxWaitMs }),
      ...(asking.options.timed !== undefined && { timed: asking.options.timed }),
      ...(asking.options.foreign && { foreign: asking.options.foreign }),
      runner,
      scheduler,
      demo,
      onChange(view) {
        asking.events.lease(index, view)
        if (view.stage === 'running') residency.leased()
      },
      onReleased: residency.released,
      kill: (error) => end(error, asking),
      prepared: giveRuntime,
    })
    latest.push(lease)
    if (latest.length > LATEST) latest.shift()
    asking.events.lease(index, lease.view)
  }

  function isLost({ code }: SubletError, asking: Run): boolean {
    if (code === 'DeviceLost' || code === 'RunnerCrashed') return true
    return asking === leased && lease?.lost === true
  }

  /** A runner with models needs ONNX Runtime once; it keeps what it was given. */
  async function giveRuntime(): Promise<void> {
    if (wasm === undefined || given) return
    await wasm
    if (!given) runner.give()
    given = true
  }

  /**
   * ONNX Runtime (1.30) that makes a session or runs one as its device is lost takes no other device after that
   * ("another WebGPU EP inference session is being created"): the second try gets a fresh runner.
   */
  function brokeRuntime({ call, error }: Extract<FromRunner, { type: 'threw' }>): boolean {
    return given && run?.call === call && error.code === 'DeviceLost'
  }

  function finish(call: string, settle: (run: Run) => void): void {
    if (run === undefined || run.call !== call) return
    const finished = run
    run = undefined
    clearTimeout(finished.stopping)
    // A handler can return while a GPU function of it still runs; its lease ends with the call.
    lease?.cancel()
    settle(finished)
  }

  /** @param culprit the run whose fault it is; without one `error` concerns whatever runs */
  function end(error: SubletError, culprit?: Run): void {
    if (ending !== undefined) return
    // A task that was told to end ends for that reason, whoever ends its runner: an overrun is not tried again.
    const reason = (run === leased ? lease?.ending : undefined) ?? error
    loading.end(error)
    residency.gone()
    // The slot is given back when the worker is gone, not before.
    ending = runner.kill().then(() => {
      lease?.runnerEnded()
      ended.resolve()
      // Before the run is told: whoever tries again takes another instance.
      options.onEnd(error)
      if (run === undefined) return
      const innocent = culprit !== undefined && culprit !== run
      finish(run.call, (ended) => {
        const why = innocent ? endedWithAnother() : reason
        ended.events.threw(why, isLost(why, ended))
      })
    })
  }

  return {
    ready: loading.spec,
    get residency() {
      return residency.shown
    },
    get request() {
      // The lease of a run that was stopped can outlive it.
      return run !== undefined && run === leased && lease?.over === false ? lease.request : undefined
    },
    run(inputs, events, runOptions = {}) {
      if (run !== undefined) throw new Error('an instance serves one run at a time')
      if (ending !== undefined) return void ending.then(() => events.threw(endedWithAnother(), true))
      const call = `${++calls}`
      const { canvases = [], event } = runOptions
      const given = canvases.filter((canvas) => canvas !== null)
      const which = event === undefined ? {} : { event }
      runner.post({ type: 'call', call, inputs: [...inputs], canvases, ...which }, given)
      run = { call, events, options: runOptions, leases: 0, stopping: undefined }
    },
    cancel() {
      if (run === undefined || run.stopping !== undefined) return
      const stopped = run
      lease?.cancel()
      runner.post({ type: 'cancel', call: stopped.call })
      stopped.stopping = window.setTimeout(() => {
        end(
          new SubletError('Cancelled', `The call was stopped; it did not end within ${GRACE_MS} ms.`),
          stopped,
        )
      }, GRACE_MS)
    },
    demote(to) {
      residency.demoting()
      runner.post({ type: 'demote', to })
    },
    close: (error) => end(error),
    retire(error) {
      if (retiring || ending !== undefined) return ended.promise
      retiring = true
      if (run === undefined && lease?.over !== false) end(error)
      else {
        if (run === undefined) lease?.cancel()
        else {
          runner.post({ type: 'cancel', call: run.call })
          finish(run.call, ({ events }) => events.threw(error, false))
        }
        setTimeout(() => end(error), GRACE_MS)
      }
      return ended.promise
    },
  }
}

function prefetched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/** The platform's doing, as far as this run is concerned: it is tried again. */
function endedWithAnother(): SubletError {
  return new SubletError('RunnerCrashed', 'The runner was ended because of an earlier call.')
}
