import { asSubletError, SubletError } from '../../protocol/errors'
import type { Size } from '../../protocol/pool'
import type { FromRunner, ToRunner } from '../../protocol/runner'
import type { LeaseContext } from '../../sdk/runtime'
import type { Residency } from '../attach/residency'
import type { Meter } from '../gpu/meter'
import { createMutex } from '../mutex'
import type { Recording } from '../profile/recorder'
import { createPending } from './pending'

/** How a GPU function ended. `lost` is the platform's fault and is not billed (DESIGN 4). */
export type Ending = 'completed' | 'failed' | 'lost'

export interface HeldLease extends LeaseContext {
  readonly call: string
  /**
   * Lets another GPU function of the same call run in it: it lasts until both are over. Browsers cannot tell a function
   * that is called inside from one that is called beside it, and the latter must not lose the GPU half-way.
   * @returns to be called when that one is over, idempotent; undefined when the lease is ending: it takes one of its own then
   */
  share(): (() => void) | undefined
  /** Once those that share it are over. The first ending counts. */
  release(ending: Ending): void
}

export interface LeaseRequest {
  call: string
  fn: string
  seconds: number
  size: Size
  /** At most this many leases of the function at once, over all tabs. */
  concurrency?: number
}

type Grant = Extract<ToRunner, { type: 'grant' }>

export interface LeasesOptions {
  residency: Residency
  meter: Meter
  wasm: Promise<WebAssembly.Module>
  post(message: FromRunner): void
  /** What is told of a lease when it is over. */
  record(grant: Grant): Recording | undefined
}

/** Asks for leases and attaches under them. A runner serves one at a time; the clock is kept outside. */
export interface Leases {
  /**
   * Resolves when the models are on the GPU and the clock runs.
   * @param stopped fires when the call has no use of it any more: then none is asked for
   * @throws SubletError the refusal, or why the attach failed
   */
  enter(request: LeaseRequest, stopped: AbortSignal): Promise<HeldLease>
  current(): HeldLease | undefined
  granted(grant: Grant): void
  refused(request: string, error: SubletError): void
  /** Fires the signal of the lease, or fails its attach. Unknown ids are late and ignored. */
  abort(request: string, error: SubletError): void
  /** The device went away, under a lease or without one. */
  deviceLost(reason: string): void
}

export function createLeases(options: LeasesOptions): Leases {
  const { residency, meter, wasm, post, record } = options
  const oneAtATime = createMutex()
  const grants = createPending<Grant>()
  let serial = 0
  let current: HeldLease | undefined
  let open: { request: string; controller: AbortController } | undefined

  /** Nobody asked: until it is told, the runner counts as resident. */
  function tellIdle(): void {
    post({ type: 'residency', level: 'idle', held: 0 })
  }

  /** @returns the lease and a promise of its end, which keeps the next one waiting. */
  async function acquire(
    lease: LeaseRequest,
    stopped: AbortSignal,
  ): Promise<{ held: HeldLease; over: Promise<void> }> {
    stopped.throwIfAborted()
    const request = `${++serial}`
    const grant = grants.open(request)
    post({ type: 'lease', request, ...lease })
    const granted = await grant
    const { seconds, sliceBytes } = granted
    const recording = record(granted)
    const controller = new AbortController()
    open = { request, controller }
    const over = Promise.withResolvers<void>()

    function release(outcome: Ending): void {
      if (open?.request !== request) return
      open = undefined
      current = undefined
      recording?.end()
      residency.release()
      post({ type: 'released', request, outcome, held: meter.held() })
      // Gone with its device, while it attached or ran.
      if (residency.level() === 'idle' && meter.held() === 0) tellIdle()
      over.resolve()
    }

    try {
      await residency.attach({
        sliceBytes,
        wasm,
        onProgress: (loaded, total) => post({ type: 'attaching', request, loaded, total }),
      })
      controller.signal.throwIfAborted()
    } catch (error) {
      // Not billed: the clock has not started.
      release('lost')
      throw asSubletError(error, 'DeviceLost')
    }
    post({ type: 'attached', request, held: meter.held() })
    recording?.started()
    const startedAt = performance.now()
    let ending: Ending | undefined
    let sharers = 0
    const held: HeldLease = {
      call: lease.call,
      signal: controller.signal,
      remaining: () => Math.max(0, seconds - (performance.now() - startedAt) / 1000),
      share() {
        if (ending !== undefined) return undefined
        sharers += 1
        let over = false
        return () => {
          if (over) return
          over = true
          sharers -= 1
          if (sharers === 0 && ending !== undefined) release(ending)
        }
      },
      release(outcome) {
        ending ??= outcome
        if (sharers === 0 || outcome === 'lost') release(outcome)
      },
    }
    current = held
    return { held, over: over.promise }
  }

  return {
    enter(lease, stopped) {
      const entered = Promise.withResolvers<HeldLease>()
      // The queue behind the mutex moves on when the lease is over; a failure is for the caller alone.
      void oneAtATime.run(async () => {
        try {
          const { held, over } = await acquire(lease, stopped)
          entered.resolve(held)
          await over
        } catch (error) {
          entered.reject(error)
        }
      })
      return entered.promise
    },
    current: () => current,
    granted: (grant) => grants.resolve(grant.request, grant),
    refused: (request, error) => grants.reject(request, error),
    abort(request, error) {
      grants.reject(request, error)
      if (open?.request === request) open.controller.abort(error)
    },
    deviceLost(reason) {
      if (open === undefined) return tellIdle()
      open.controller.abort(new SubletError('DeviceLost', `The GPU device was lost: ${reason}`))
      current?.release('lost')
    },
  }
}
