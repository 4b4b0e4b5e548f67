import { SubletError, toWire } from '../protocol/errors'
import type { FromRunner } from '../protocol/runner'
import type { AbortReason, RequestHandle, SchedulerClient } from '../scheduler/client'
import { readProfile } from './lease-profile'
import type { Runner } from './runner'
import type { CallOptions, LeaseView } from './types'

/** After the signal fired, a handler has this long to end by itself (DESIGN 4). */
const GRACE_MS = 250
/**
 * The scheduler gives up an attach that makes no progress. A runner that reports one byte at a time makes some
 * for ever, unbilled; so the whole of it has a limit too.
 */
const ATTACH_MS = 120_000

type LeaseMessage = Extract<FromRunner, { type: 'lease' }>

export interface LeaseBridgeOptions extends Pick<CallOptions, 'maxWaitMs' | 'timed'> {
  runner: Runner
  scheduler: SchedulerClient
  demo: string
  /** It is somebody else's: its share of the quota is all that it may spend. */
  foreign?: true
  /** Resolves when the runner has been given all that its attach needs. */
  prepared(): Promise<void>
  onChange(view: LeaseView): void
  /** The lease was released; `held` is what the runner says that it keeps, at most its slice. */
  onReleased(held: number): void
  /** The runner did not end its task in time and has to be ended with it. */
  kill(error: SubletError): void
}

/** Carries one lease between a runner and the scheduler. The runner only asks and reports; it decides nothing. */
export interface LeaseBridge {
  /** As the pool's snapshots call it. */
  readonly request: string
  readonly view: LeaseView
  /** Settled, or reported so; the bill may still be on its way. */
  readonly over: boolean
  /** Why its task was told to end, if it was. */
  readonly ending: SubletError | undefined
  /** The platform gave it up, not its task or its visitor: unbilled, and worth a second try (DESIGN 4). */
  readonly lost: boolean
  /** Progress of the attach, its end, the release, and what the runner tells of the lease behind it. */
  message(message: FromRunner): void
  cancel(): void
  /** The runner is gone: what it held is given back. */
  runnerEnded(): void
}

export function openLease(asked: LeaseMessage, options: LeaseBridgeOptions): LeaseBridge {
  const { runner, scheduler, demo, onChange } = options
  const { request, fn, seconds, size, concurrency } = asked
  let view: LeaseView = {
    fn,
    size,
    seconds,
    stage: 'queued',
    position: undefined,
    etaMs: undefined,
    loaded: 0,
    total: 0,
    queuedAt: performance.now(),
    grantedAt: undefined,
    startedAt: undefined,
    bill: undefined,
    profile: undefined,
  }
  let sliceBytes = 0
  /** Was released: its runner may tell what it did, once. */
  let profile: { told?: unknown } | undefined
  /** The runner knows of its grant, and still has to release it, or to be ended. */
  let told = false
  let grace = 0
  let attachLimit = 0
  let aborted = false
  let ending: SubletError | undefined
  let lost = false
  let ended = false

  function change(next: Partial<LeaseView>): void {
    view = { ...view, ...next }
    onChange(view)
  }

  const handle: RequestHandle = scheduler.request(
    {
      runner: runner.id,
      demo,
      fn,
      seconds,
      size,
      ...(concurrency !== undefined && { concurrency }),
      ...(options.maxWaitMs !== undefined && { maxWaitMs: options.maxWaitMs }),
      ...(options.foreign && { foreign: options.foreign }),
    },
    {
      queued: (position, etaMs) => change({ position, etaMs: etaMs ?? undefined }),
      async granted(grant) {
        sliceBytes = grant.sliceBytes
        change({ stage: 'attaching', grantedAt: performance.now() })
        attachLimit = window.setTimeout(() => {
          lost = true
          stop(abortError('stalled', view))
        }, ATTACH_MS)
        try {
          await options.prepared()
        } catch (error) {
          return withdraw(toWire(error, 'GpuUnavailable'))
        }
        // The lease may have been aborted, or the runner ended, while the runtime was still being fetched.
        if (ended) return
        told = true
        const timed = options.timed === true && { timed: true }
        runner.post({ type: 'grant', request, seconds: grant.seconds, sliceBytes, ...timed })
      },
      abort(reason) {
        // Released while this was on its way: the runner is innocent.
        if (ended) return
        aborted = true
        lost = reason === 'stalled' || reason === 'lost'
        stop(abortError(reason, view))
      },
      refused(error) {
        close()
        change({ stage: 'settled' })
        // In mid-lease this is the end of the connection to the scheduler, and so of all its leases.
        if (told) stop(error)
        else runner.post({ type: 'refused', request, error: toWire(error) })
      },
      settled(bill) {
        close()
        change({ stage: 'settled', bill, profile: readProfile(profile?.told, { ...view, bill, sliceBytes }) })
      },
    },
  )

  function close(): void {
    ended = true
    clearTimeout(attachLimit)
  }

  function settle(outcome: 'completed' | 'failed' | 'lost'): void {
    if (ended) return
    close()
    if (aborted) handle.aborted()
    else handle.settle(outcome)
  }

  /** Before the runner was told of its grant, a refusal ends the lease at once. */
  function withdraw(error: ReturnType<typeof toWire>): void {
    if (ended) return
    settle('lost')
    runner.post({ type: 'refused', request, error })
  }

  function stop(error: SubletError): void {
    if (!told) return withdraw(toWire(error))
    ending = error
    runner.post({ type: 'abort', request, error: toWire(error) })
    clearTimeout(grace)
    grace = window.setTimeout(() => options.kill(error), GRACE_MS)
  }

  /** Reports that do not fit the stage are a runner's mistake or malice; they change nothing. */
  function released(reported: Extract<FromRunner, { type: 'released' }>): void {
    clearTimeout(grace)
    if (!told) return
    told = false
    profile = {}
    // Also when the lease was settled over the runner's head, by a fence or with its scheduler: it keeps what it holds.
    options.onReleased(Math.min(reported.held, sliceBytes))
    // What has not started cannot have completed; the scheduler would refuse it and wait on.
    settle(reported.outcome === 'completed' && view.stage === 'attaching' ? 'failed' : reported.outcome)
  }

  function profiled(reported: unknown): void {
    if (profile === undefined || 'told' in profile) return
    profile = { told: reported }
    const known = readProfile(reported, { ...view, sliceBytes })
    if (known !== undefined) change({ profile: known })
  }

  return {
    request: handle.id,
    get view() {
      return view
    },
    get over() {
      return ended
    },
    get ending() {
      return ending
    },
    get lost() {
      return lost
    },
    message(message) {
      if (!('request' in message) || message.request !== request) return
      if (message.type === 'profile') return profiled(message.profile)
      if (!told) return
      if (message.type === 'released') return released(message)
      if (ended || view.stage !== 'attaching') return
      if (message.type === 'attaching') {
        const { loaded, total } = message
        if (loaded < view.loaded || loaded > total) return
        change({ loaded, total })
        handle.attaching(loaded, total)
      } else if (message.type === 'attached') {
        clearTimeout(attachLimit)
        handle.started(Math.min(message.held, sliceBytes))
        change({ stage: 'running', startedAt: performance.now() })
      }
    },
    cancel() {
      if (!ended) handle.cancel()
    },
    runnerEnded() {
      clearTimeout(grace)
      told = false
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
        { figures: { requestedSeconds: seconds } },
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
    case 'lost':
      return new SubletError('RunnerCrashed', `The scheduler ended while ${fn}() held its lease.`, {
        wayOut: 'Run it again: nothing was billed.',
      })
  }
}
