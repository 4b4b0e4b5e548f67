import { createStore, type StoreApi } from 'zustand/vanilla'
import { SubletError, toWire } from '../protocol/errors'
import type { RunEvents } from './instance'
import type { Call, CallOptions, CallState, LeaseView } from './types'

/** A call and the events that drive it. It knows no queue and no runner. */
export interface DrivenCall extends Call {
  readonly inputs: readonly unknown[]
  readonly options: CallOptions
  readonly events: RunEvents
  /** Set once: something of it was shown already, so that it is not silently run again. */
  readonly shown: boolean
  waiting(ahead: number): void
  started(): void
}

const INITIAL: CallState = {
  phase: 'waiting',
  ahead: 0,
  leases: [],
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
  const state: StoreApi<CallState> = createStore(() => INITIAL)
  const result = Promise.withResolvers<readonly unknown[]>()
  // Whoever only watches the state must not be met by an unhandled rejection.
  result.promise.catch(() => undefined)

  const events: RunEvents = {
    lease: (index, view) => state.setState(({ leases }) => ({ leases: replaced(leases, index, view) })),
    progress: (fraction, text) => state.setState({ progress: { fraction, text } }),
    yielded: (outputs) => state.setState({ outputs }),
    returned(outputs) {
      state.setState({ phase: 'done', outputs })
      result.resolve(outputs)
    },
    threw(error) {
      state.setState(({ outputs }) => ({
        phase: 'failed',
        partial: outputs !== undefined,
        error: toWire(error),
      }))
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
      return state.getState().outputs !== undefined
    },
    waiting(ahead) {
      if (ahead !== state.getState().ahead) state.setState({ ahead })
    },
    started: () => state.setState({ phase: 'working', ahead: 0, leases: [] }),
    cancel() {
      const { phase } = state.getState()
      if (phase === 'waiting' || phase === 'working') cancel(call)
    },
  }
  return call
}

export function cancelledWhileWaiting(): SubletError {
  return new SubletError('Cancelled', 'The call was stopped before it started.')
}

function replaced(leases: readonly LeaseView[], index: number, view: LeaseView): readonly LeaseView[] {
  return leases.length === index ? [...leases, view] : leases.map((old, at) => (at === index ? view : old))
}
