import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Call, CallState } from '../../host/types'

/** Stands in where nothing has been run, because a hook cannot be left out. */
const NONE = createStore<CallState | undefined>(() => undefined)

export function useCallState(call: Call | undefined): CallState | undefined {
  return useStore<typeof NONE>(call?.state ?? NONE)
}

/** A call is under way: true from Run until it is done or has failed. */
export function useBusy(call: Call | undefined): boolean {
  return useStore<typeof NONE, boolean>(call?.state ?? NONE, isBusy)
}

function isBusy(state: CallState | undefined): boolean {
  return state?.phase === 'waiting' || state?.phase === 'working'
}
