import type { Demo, Host } from '../../host/types'
import { runs } from './runs'
import { createSession, type Session } from './session'

runs.listen(async (run) => (await import('../history/history')).history.keep(run))

/** What the visitor has typed, drawn and run; it outlives the page that shows it, and lasts as long as the demo. */
const sessions = new WeakMap<Demo, Session>()

/** The same session for the same demo; undefined when there is no such demo. */
export function sessionOf(host: Host, id: string): Session | undefined {
  const demo = host.demo(id)
  if (demo === undefined) return
  const known = sessions.get(demo)
  if (known !== undefined) return known
  const session = createSession(demo, runs.tell)
  sessions.set(demo, session)
  return session
}
