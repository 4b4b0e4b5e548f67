import { useCallback, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Failure } from '../../editor/use-failure'
import type { DemoFile, WireError } from '../../host/types'
import { failureOf } from './failure-of'
import type { Session } from './session'

/** Made when they happened: later there are other files. */
const failures = new WeakMap<WireError, Failure>()

/** Why the demo did not start, or else why its last run failed. */
export function useFailureOf(session: Session): Failure | undefined {
  const { at, files } = useStore(session.demo.state)
  const { call } = useStore(session.state)
  const listen = useCallback((told: () => void) => call?.state.subscribe(told) ?? nothing, [call])
  const ended = useSyncExternalStore(listen, () => call?.state.getState().error)
  const error = at.phase === 'failed' ? at.error : ended
  return error && files && known(error, files)
}

function known(error: WireError, files: readonly DemoFile[]): Failure {
  const failure = failures.get(error) ?? failureOf(error, files)
  failures.set(error, failure)
  return failure
}

function nothing(): void {}
