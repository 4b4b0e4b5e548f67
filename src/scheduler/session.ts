import { fromWire, SubletError } from '../protocol/errors'
import { type MessageEndpoint, openPort, type Port } from '../protocol/port'
import {
  type FromScheduler,
  fromSchedulerSchema,
  SCHEDULER_PROTOCOL,
  type ToScheduler,
} from '../protocol/scheduler'

/** The part of `navigator.locks` that is needed. */
export interface TabLocks {
  request(
    name: string,
    options: { mode: 'exclusive' | 'shared'; signal: AbortSignal },
    whileHeld: () => unknown,
  ): Promise<unknown>
}

/** What a session is told beside its handshake. */
export type Told = Exclude<FromScheduler, { type: 'welcome' | 'unwelcome' }>

export interface SessionOptions {
  /** Opens a port to the scheduler. Called once, at once; `fail` is called later, if its worker does not load. */
  connect(fail: (error: SubletError) => void): MessageEndpoint
  /** A fresh id for each session. */
  tab: string
  /** The Web Lock that says that this session lives. */
  lockName: string
  locks: TabLocks
  budgetBytes: number
  /** The welcome is given up after this long. */
  patienceMs: number
  onWelcome(): void
  onMessage(message: Told): void
  /** The scheduler will not serve this tab. Nothing follows. */
  onRefused(error: SubletError): void
  /** The scheduler is dead, or never answered. Nothing follows. */
  onLost(): void
  onMalformed(reason: string): void
}

/** One connection to one life of the scheduler. */
export interface Session {
  send(message: ToScheduler): void
  /** Idempotent. Gives up the lock, so that the scheduler takes back at once what this session holds. */
  close(): void
}

/**
 * The tab's end of the handshake; the other one is `connection.ts`.
 * 1. The session takes its Web Lock, then says `hello`.
 * 2. The `welcome` names the scheduler's lock. What was sent before it comes was held back until now: a session that
 *    is given up has asked for nothing, so that no lease is granted to it behind its back and settled as lost.
 *    Without a welcome in time the session is lost: a SharedWorker that has ended still takes ports until the
 *    browser has buried it, and answers none.
 * 3. The session waits for the scheduler's lock, shared with all other tabs: when it gets it, the scheduler is
 *    dead. The lock is of that one life, so a tab that is frozen while it holds it keeps no successor from starting.
 */
export function openSession(options: SessionOptions): Session {
  const { tab, lockName, locks, budgetBytes } = options
  const over = new AbortController()
  const released = Promise.withResolvers<void>()
  let early: ToScheduler[] | undefined = []

  const port: Port<ToScheduler> = openPort(options.connect(refuse), fromSchedulerSchema, {
    message(message: FromScheduler) {
      if (message.type === 'welcome') {
        clearTimeout(patience)
        watch(message.lock)
        for (const held of early ?? []) port.post(held)
        early = undefined
        options.onWelcome()
      } else if (message.type === 'unwelcome') refuse(fromWire(message.error))
      else options.onMessage(message)
    },
    malformed: options.onMalformed,
  })
  const patience = setTimeout(lose, options.patienceMs)

  hold(lockName, 'exclusive', () => {
    // Closed while the lock was on its way: `released` has resolved.
    if (!over.signal.aborted)
      port.post({ type: 'hello', protocol: SCHEDULER_PROTOCOL, tab, lock: lockName, budgetBytes })
    return released.promise
  })

  function watch(lock: string): void {
    hold(lock, 'shared', lose)
  }

  function hold(name: string, mode: 'exclusive' | 'shared', whileHeld: () => unknown): void {
    locks.request(name, { mode, signal: over.signal }, whileHeld).catch((cause: unknown) => {
      refuse(new SubletError('ProtocolMismatch', `The lock ${name} is not to be had`, { cause }))
    })
  }

  function lose(): void {
    if (over.signal.aborted) return
    close()
    options.onLost()
  }

  function refuse(error: SubletError): void {
    if (over.signal.aborted) return
    close()
    options.onRefused(error)
  }

  function close(): void {
    clearTimeout(patience)
    over.abort()
    released.resolve()
    port.close()
  }

  return {
    send(message) {
      if (early) early.push(message)
      else port.post(message)
    },
    close,
  }
}
