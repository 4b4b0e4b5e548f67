import { fromWire, SubletError } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { FromRunner } from '../protocol/runner'
import type { SchedulerClient } from '../scheduler/client'
import { type LeaseBridge, openLease } from './lease'
import { type Handler, loadHandler, type Stage } from './load'
import type { Runner } from './runner'
import type { DemoState, LeaseView, LogLine } from './types'

/** Once Stop is pressed, a handler has this long to end by itself before its runner is ended. */
const GRACE_MS = 250

export interface RunEvents {
  lease(index: number, view: LeaseView): void
  progress(fraction: number, text: string): void
  yielded(outputs: readonly unknown[]): void
  /** Called exactly once, last: with the outputs, or why there are none. */
  returned(outputs: readonly unknown[]): void
  threw(error: SubletError): void
}

/** A runner with a handler loaded. It serves one run at a time. */
export interface Instance {
  readonly ready: Promise<InterfaceSpec>
  run(inputs: readonly unknown[], events: RunEvents): void
  /** Stops the run that is under way; what does not stop in time is ended with the runner. */
  cancel(): void
  demote(to: 'cool' | 'idle'): void
  /** Idempotent. Ends the runner; a run that is under way throws `error`. */
  close(error: SubletError): void
}

export interface InstanceOptions {
  runner: Runner
  demo: string
  handler: Handler
  scheduler: SchedulerClient
  stage: Stage
  /** ONNX Runtime, compiled once for all. */
  wasm(): Promise<WebAssembly.Module>
  onStaging(model: string, loaded: number, total: number | null): void
  onResidency(residency: DemoState['residency']): void
  onLog(line: LogLine): void
  /** The instance is at its end, by itself or by `close`; nothing follows. */
  onEnd(error: SubletError): void
}

interface Run {
  call: string
  events: RunEvents
  leases: LeaseBridge[]
  stopping: number | undefined
}

export function createInstance(options: InstanceOptions): Instance {
  const { runner, demo, scheduler } = options
  const loading = loadHandler(runner, options.handler, options.stage, options.onStaging)
  let calls = 0
  let run: Run | undefined
  let wasm: Promise<WebAssembly.Module> | undefined
  let given = false
  let ended = false

  runner.listen({ message: receive, died: end })
  loading.spec.catch(end)

  function receive(message: FromRunner): void {
    // The runtime compiles while the model is still on its way; a failure is met again at the grant.
    if (message.type === 'model') wasm ??= prefetched(options.wasm())
    if (loading.message(message)) return
    switch (message.type) {
      case 'log':
        return options.onLog({ level: message.level, text: message.text })
      case 'residency':
        scheduler.residency({ runner: runner.id, demo, level: message.level, held: message.held })
        return options.onResidency({ level: message.level, held: message.held })
      case 'lease':
        return lease(message)
      case 'attaching':
      case 'attached':
      case 'released':
        for (const open of run?.leases ?? []) open.message(message)
        if (message.type === 'released') options.onResidency({ level: 'warm', held: message.held })
        return
      case 'progress':
        if (message.call === run?.call) run.events.progress(message.fraction, message.text)
        return
      case 'yield':
        if (message.call === run?.call) run.events.yielded(message.outputs)
        return
      case 'returned':
        return finish(message.call, ({ events }) => events.returned(message.outputs))
      case 'threw':
        return finish(message.call, ({ events }) => events.threw(fromWire(message.error)))
    }
  }

  function lease(message: Extract<FromRunner, { type: 'lease' }>): void {
    const asking = run
    if (asking === undefined || message.call !== asking.call) return
    // One lease at a time: a runner that asks for more than one is broken or hostile.
    if (asking.leases.some((open) => !open.over)) return
    const index = asking.leases.length
    const bridge = openLease(message, {
      runner,
      scheduler,
      demo,
      onChange: (view) => asking.events.lease(index, view),
      kill: end,
      prepared: giveRuntime,
    })
    asking.leases.push(bridge)
    asking.events.lease(index, bridge.view)
  }

  /** A runner with models needs ONNX Runtime once; it keeps what it was given. */
  async function giveRuntime(): Promise<void> {
    if (wasm === undefined || given) return
    const module = await wasm
    if (!given) runner.give(module)
    given = true
  }

  function finish(call: string, settle: (run: Run) => void): void {
    if (run === undefined || run.call !== call) return
    const finished = run
    run = undefined
    clearTimeout(finished.stopping)
    // A handler can return while a GPU function of it still runs; its lease ends with the call.
    for (const open of finished.leases) open.cancel()
    settle(finished)
  }

  function end(error: SubletError): void {
    if (ended) return
    ended = true
    loading.end(error)
    scheduler.residency({ runner: runner.id, demo, level: 'gone', held: 0 })
    options.onResidency(undefined)
    // The slot is given back when the worker is gone, not before.
    void runner.kill().then(() => {
      for (const open of run?.leases ?? []) open.runnerEnded()
      if (run !== undefined) finish(run.call, ({ events }) => events.threw(error))
      options.onEnd(error)
    })
  }

  return {
    ready: loading.spec,
    run(inputs, events) {
      if (run !== undefined) throw new Error('an instance serves one run at a time')
      const call = `${++calls}`
      run = { call, events, leases: [], stopping: undefined }
      runner.post({ type: 'call', call, inputs: [...inputs] })
    },
    cancel() {
      if (run === undefined || run.stopping !== undefined) return
      for (const open of run.leases) open.cancel()
      runner.post({ type: 'cancel', call: run.call })
      run.stopping = window.setTimeout(() => {
        end(new SubletError('Cancelled', `The call was stopped; it did not end within ${GRACE_MS} ms.`))
      }, GRACE_MS)
    },
    demote: (to) => runner.post({ type: 'demote', to }),
    close: end,
  }
}

function prefetched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
