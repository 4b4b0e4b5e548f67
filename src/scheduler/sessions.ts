import type { SubletError } from '../protocol/errors'
import type { ToScheduler } from '../protocol/scheduler'
import { openSession, type Session, type SessionOptions } from './session'

/** A session whose hello is not answered within this is given up for a new one, and then each time after twice as long. */
const PATIENCE_MS = 500
const LONGEST_PATIENCE_MS = 8_000

export interface SessionsOptions
  extends Pick<
    SessionOptions,
    'connect' | 'locks' | 'budgetBytes' | 'onWelcome' | 'onMessage' | 'onMalformed'
  > {
  /** This page load. Its sessions are numbered: `<tab>.1`, `<tab>.2`. */
  tab: string
  /** Numbered with the session. */
  lockName: string
  /** What the next scheduler is told first. Called as each session is opened. */
  introduction(): ToScheduler[]
  /** The scheduler died, or does not answer. What is pending with it has to be ended now; the next session is not open yet. */
  onLosing(): { tell(): void }
  /** The next session is open. */
  onLost(): void
  /** No scheduler will serve this tab. Nothing follows. */
  onRefused(error: SubletError): void
}

/** The one session that is open, and after it the next: a tab outlives its schedulers. */
export type Sessions = Session

export function createSessions(options: SessionsOptions): Sessions {
  let count = 0
  let patienceMs = PATIENCE_MS
  let session = open()

  function open(): Session {
    count += 1
    const opened = openSession({
      ...options,
      tab: `${options.tab}.${count}`,
      lockName: `${options.lockName}.${count}`,
      patienceMs,
      onWelcome() {
        patienceMs = PATIENCE_MS
        options.onWelcome()
      },
      onLost: lost,
    })
    patienceMs = Math.min(2 * patienceMs, LONGEST_PATIENCE_MS)
    for (const message of options.introduction()) opened.send(message)
    return opened
  }

  function lost(): void {
    const ends = options.onLosing()
    session = open()
    options.onLost()
    ends.tell()
  }

  return {
    send: (message) => session.send(message),
    close: () => session.close(),
  }
}
