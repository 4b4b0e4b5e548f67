import type { Host } from '../../host/types'
import { createSession, type Session } from './session'

export interface Sessions {
  /** The same session for the same demo for as long as the page lives; undefined when there is no such demo. */
  of(id: string): Session | undefined
}

export function createSessions(host: Host): Sessions {
  const sessions = new Map<string, Session>()
  return {
    of(id) {
      const known = sessions.get(id)
      if (known !== undefined) return known
      const demo = host.demo(id)
      if (demo === undefined) return
      const session = createSession(demo)
      sessions.set(id, session)
      return session
    },
  }
}
