import { SubletError, toWire } from '../protocol/errors'
import { type MessageEndpoint, openPort } from '../protocol/port'
import {
  type FromScheduler,
  SCHEDULER_PROTOCOL,
  type ToScheduler,
  toSchedulerSchema,
} from '../protocol/scheduler'
import type { Environment } from './environment'

/** What is said after hello. */
export type SessionMessage = Exclude<ToScheduler, { type: 'hello' }>
type Hello = Extract<ToScheduler, { type: 'hello' }>

export interface ConnectionOptions extends Pick<Environment, 'lock' | 'lockFree' | 'report'> {
  endpoint: MessageEndpoint
  /** Lets the tab in, or says why not. */
  admit(hello: Hello): SubletError | undefined
  receive(tab: string, message: SessionMessage): void
  /** The tab is dead. Called once, and only after it was let in. */
  gone(tab: string): void
}

export interface Connection {
  post(message: FromScheduler): void
  /** Idempotent. */
  close(): void
}

/**
 * One tab's port: the handshake, and the watch over the tab's life.
 * 1. The tab takes its Web Lock, then says `hello` with the protocol number and the lock's name.
 * 2. It is answered `welcome` with the name of the scheduler's own lock, or `unwelcome` with the reason, and then
 *    nothing more.
 * 3. Each waits for the other's lock: when it gets it, the other is dead.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const { report } = options
  const watch = new AbortController()
  let tab: string | undefined

  const port = openPort<ToScheduler, FromScheduler>(options.endpoint, toSchedulerSchema, {
    message(message) {
      if (message.type === 'hello') {
        if (tab === undefined) greet(message)
        else report(`Refused a second hello of tab ${tab}`)
      } else if (tab === undefined) report(`Refused a message before hello: ${message.type}`)
      else options.receive(tab, message)
    },
    malformed(reason) {
      if (tab !== undefined) report(`Refused a malformed message of tab ${tab}: ${reason}`)
      // Another version of this page may well say hello in other words.
      else refuse(mismatch(`The first message was not understood (${reason})`))
    },
  })

  function greet(hello: Hello): void {
    const error =
      hello.protocol === SCHEDULER_PROTOCOL
        ? options.admit(hello)
        : mismatch(`The page speaks protocol ${hello.protocol}, the scheduler ${SCHEDULER_PROTOCOL}`)
    if (error) return refuse(error)
    tab = hello.tab
    port.post({ type: 'welcome', protocol: SCHEDULER_PROTOCOL, lock: options.lock })
    watchOver(hello.tab, hello.lock)
  }

  function watchOver(id: string, lock: string): void {
    options.lockFree(lock, watch.signal).then(
      () => {
        // The scheduler may have closed while the lock was on its way to us.
        if (watch.signal.aborted) return
        close()
        options.gone(id)
      },
      (error: unknown) => {
        if (!watch.signal.aborted) report(error)
      },
    )
  }

  function refuse(error: SubletError): void {
    port.post({ type: 'unwelcome', error: toWire(error) })
    close()
  }

  function close(): void {
    watch.abort()
    port.close()
  }

  return { post: port.post, close }
}

function mismatch(message: string): SubletError {
  return new SubletError('ProtocolMismatch', message)
}
