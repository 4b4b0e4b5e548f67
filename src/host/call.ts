import { createStore, type StoreApi } from 'zustand/vanilla'
import { SubletError, toWire } from '../protocol/errors'
import { coalesce } from './coalesce'
import { withLease } from './lease-list'
import type { Call, CallOptions, CallState, LeaseView } from './types'

/** What drives a call, in terms of what its caller sees. */
export interface CallEvents {
  lease(number: number, view: LeaseView): void
  progress(fraction: number, text: string): void
  yielded(outputs: readonly unknown[]): void
  /** The end, or `threw` is. Only the bills of leases come later. */
  returned(outputs: readonly unknown[]): void
  threw(error: SubletError): void
}

/** A call and the events that drive it. It knows no queue and no runner. */
export interface DrivenCall extends Call {
  readonly inputs: readonly unknown[]
  readonly options: CallOptions
  readonly events: CallEvents
  /** Set once: something of it was shown already, so that it is not silently run again. */
  readonly shown: boolean
  waiting(ahead: number): void
  started(): void
}

const NO_LEASES = { leases: [], earlier: { leases: 0, chargedMs: 0, creditMs: 0 } } as const

const INITIAL: CallState = {
  phase: 'waiting',
  ahead: 0,
  ...NO_LEASES,
  progress: undefined,
  outputs: undefined,
  partial: false,
  error: undefined,
}

export function createCall(
  id: string,
  inputs: readonly unknown[],
  options: CallOptions,
  cancel: (call: DrivenCall) => void,
): DrivenCall {
  /** As things stand; `state` follows within a frame, and without delay where a phase or a stage begins. */
  let current = INITIAL
  const state: StoreApi<CallState> = createStore(() => INITIAL)
  const update = coalesce(() => state.setState(current, true))
  const result = Promise.withResolvers<readonly unknown[]>()
  // Whoever only watches the state must not be met by an unhandled rejection.
  result.promise.catch(() => undefined)

  function setSoon(change: Partial<CallState>): void {
    current = { ...current, ...change }
    update.soon()
  }

  function set(change: Partial<CallState>): void {
    current = { ...current, ...change }
    update.now()
  }

  const events: CallEvents = {
    lease(number, view) {
      const known = current.leases[number - current.earlier.leases]
      const change = withLease(current, number, view)
      if (known?.stage === view.stage) setSoon(change)
      else set(change)
    },
    progress: (fraction, text) => setSoon({ progress: { fraction, text } }),
    yielded: (outputs) => setSoon({ outputs }),
    returned(outputs) {
      set({ phase: 'done', outputs })
      result.resolve(outputs)
    },
    threw(error) {
      set({ phase: 'failed', partial: current.outputs !== undefined, error: toWire(error) })
      result.reject(error)
    },
  }

  const call: DrivenCall = {
    id,
    inputs,
    options,
    state,
    events,
    result: result.promise,
    get shown() {
      return current.outputs !== undefined
    },
    waiting(ahead) {
      if (ahead !== current.ahead) set({ ahead })
    },
    started: () => set({ phase: 'working', ahead: 0, ...NO_LEASES }),
    cancel() {
      if (current.phase === 'waiting' || current.phase === 'working') cancel(call)
    },
  }
  return call
}

export function cancelledWhileWaiting(): SubletError {
  return new SubletError('Cancelled', 'The call was stopped before it started.')
}
