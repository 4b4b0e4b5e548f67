import type { CallState } from '../../host/types'
import { collect, inputsOf } from './form'
import type { Session } from './session'

/** As long as the visitor types or drags, nothing is run. */
const QUIET_MS = 250

export interface Live {
  /** Idempotent. */
  close(): void
}

/**
 * Runs a form each time that the visitor has changed it and nothing stands in the way. One run at a time: what changes
 * meanwhile is run after it, with the newest values only.
 */
export function createLive(session: Session): Live {
  let quiet: ReturnType<typeof setTimeout> | undefined
  let follow: (() => void) | undefined

  const run = () => {
    const { spec } = session.demo.state.getState()
    const { drafts, call } = session.state.getState()
    // What is missing is said when Run is pressed; here the visitor is not done yet.
    if (spec === undefined || !collect(inputsOf(spec), drafts).ok) return
    if (call !== undefined && isUnderWay(call.state.getState())) {
      follow ??= call.state.subscribe((state) => {
        if (isUnderWay(state)) return
        unfollow()
        // Whoever stops a run does not want another.
        if (state.error?.code !== 'Cancelled') run()
      })
    } else session.run()
  }

  const unfollow = () => {
    follow?.()
    follow = undefined
  }

  const unsubscribe = session.state.subscribe(({ drafts, fillings }, before) => {
    // A form that is filled anew, from an example or the history, shows what came of it then.
    if (drafts === before.drafts || fillings !== before.fillings) return
    clearTimeout(quiet)
    quiet = setTimeout(run, QUIET_MS)
  })

  return {
    close() {
      unsubscribe()
      unfollow()
      clearTimeout(quiet)
    },
  }
}

function isUnderWay({ phase }: Pick<CallState, 'phase'>): boolean {
  return phase === 'waiting' || phase === 'working'
}
