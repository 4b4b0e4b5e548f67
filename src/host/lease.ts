import { SubletError, toWire } from '../protocol/errors'
import type { FromRunner } from '../protocol/runner'
import type { AbortReason, RequestHandle, SchedulerClient } from '../scheduler/client'
import type { Runner } from './runner'
import type { LeaseView } from './types'

/** After the signal fired, a handler has this long to end by itself (DESIGN 4). */
const GRACE_MS = 250

type LeaseMessage = Extract<FromRunner, { type: 'lease' }>

export interface LeaseBridgeOptions {
  runner: Runner
  scheduler: SchedulerClient
  demo: string
  /** Resolves when the runner has been given all that its attach needs. */
  prepared(): Promise<void>
  onChange(view: LeaseView): void
  /** The runner did not end its task in time and has to be ended with it. */
  kill(error: SubletError): void
}

/** Carries one lease between a runner and the scheduler. The runner only asks and reports; it decides nothing. */
export interface LeaseBridge {
  readonly view: LeaseView
  /** Settled, or reported so; the bill may still be on its way. */
  readonly over: boolean
  /** Progress of the attach, its end, and the release. */
  message(message: FromRunner): void
  cancel(): void
  /** The runner is gone: what it held is given back. */
  runnerEnded(): void
}

export function openLease(asked: LeaseMessage, options: LeaseBridgeOptions): LeaseBridge {
  const { runner, scheduler, demo, onChange } = options
  const { request, fn, seconds, size } = asked
  let view: LeaseView = {
    fn,
    size,
    seconds,
    stage: 'queued',
    position: undefined,
    loaded: 0,
    total: 0,
    queuedAt: performance.now(),
    grantedAt: undefined,
    startedAt: undefined,
    bill: undefined,
  }
  let grace = 0
  let aborting: SubletError | undefined
  let ended = false

  function change(next: Partial<LeaseView>): void {
    view = { ...view, ...next }
    onChange(view)
  }

  const handle: RequestHandle = scheduler.request(
    { runner: runner.id, demo, fn, seconds, size },
    {
      queued: (position) => change({ position }),
      async granted(grant) {
        change({ stage: 'attaching', grantedAt: performance.now() })
        try {
          await options.prepared()
          // The lease may have been aborted, or the runner ended, while the runtime was still being fetched.
          if (!ended) {
            runner.post({ type: 'grant', request, seconds: grant.seconds, sliceBytes: grant.sliceBytes })
          }
        } catch (error) {
          settle('lost')
          runner.post({ type: 'refused', request, error: toWire(error, 'GpuUnavailable') })
        }
      },
      abort(reason) {
        const error = abortError(reason, view)
        aborting = error
        runner.post({ type: 'abort', request, error: toWire(error) })
        grace = window.setTimeout(() => options.kill(error), GRACE_MS)
      },
      refused(error) {
        ended = true
        change({ stage: 'settled' })
        runner.post({ type: 'refused', request, error: toWire(error) })
      },
      settled(bill) {
        ended = true
        change({ stage: 'settled', bill })
      },
    },
  )

  function settle(outcome: 'completed' | 'failed' | 'lost'): void {
    if (ended) return
    ended = true
    clearTimeout(grace)
    if (aborting === undefined) handle.settle(outcome)
    else handle.aborted()
  }

  return {
    get view() {
      return view
    },
    get over() {
      return ended
    },
    message(message) {
      if (!('request' in message) || message.request !== request || ended) return
      // Reports that do not fit the stage are a runner's mistake or malice; they change nothing.
      if (message.type === 'attaching' && view.stage === 'attaching') {
        change({ loaded: message.loaded, total: message.total })
        handle.attaching(message.loaded, message.total)
      } else if (message.type === 'attached' && view.stage === 'attaching') {
        handle.started(message.held)
        change({ stage: 'running', startedAt: performance.now() })
      } else if (message.type === 'released' && view.stage !== 'queued') {
        scheduler.residency({ runner: runner.id, demo, level: 'warm', held: message.held })
        settle(message.outcome)
      }
    },
    cancel() {
      if (!ended) handle.cancel()
    },
    runnerEnded() {
      clearTimeout(grace)
      if (ended) return
      if (view.stage === 'queued') handle.cancel()
      else settle('lost')
    },
  }
}

function abortError(reason: AbortReason, { fn, seconds, loaded, total }: LeaseView): SubletError {
  switch (reason) {
    case 'overrun':
      return new SubletError(
        'TaskAborted',
        `GPU task aborted: ${fn}() used up the ${seconds} s that it asked for.`,
        {
          figures: { requestedSeconds: seconds },
        },
      )
    case 'stalled':
      return new SubletError(
        'TaskAborted',
        `The attach stopped at ${loaded} of ${total} bytes and was given up.`,
        {
          figures: { loadedBytes: loaded, totalBytes: total },
          wayOut: 'Run it again: nothing was billed.',
        },
      )
    case 'cancelled':
      return new SubletError('Cancelled', 'The call was stopped by the visitor.')
  }
}
