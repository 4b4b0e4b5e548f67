import type { Call, CallState } from './types'

/**
 * Tells of a call from its first state on, whether it waits or not. What `onEvent` throws is its caller's fault: it is
 * reported, and the call goes on.
 */
export function watchCall({ state }: Pick<Call, 'state'>, onEvent: (state: CallState) => void): void {
  const tell = (current: CallState): void => {
    try {
      onEvent(current)
    } catch (thrown) {
      reportError(thrown)
    }
  }
  state.subscribe(tell)
  tell(state.getState())
}
