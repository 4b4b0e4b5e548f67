import { fromWire, SubletError } from '../protocol/errors'
import { type MessageEndpoint, openPort, type Port } from '../protocol/port'
import { type FromStaging, fromStagingSchema, STAGING_PROTOCOL, type ToStaging } from '../protocol/staging'

export interface LinkOptions {
  /** A port of the staging worker; called again when the worker behind the last one has died. */
  connect(): MessageEndpoint
  locks: Pick<LockManager, 'request'>
  /** How long the worker may take to say welcome. */
  helloTimeoutMs: number
  /** At the first worker and at each that follows: what is to be said to it goes out now. */
  opened(): void
  message(message: Exclude<FromStaging, { type: 'welcome' | 'unwelcome' }>): void
  /** There will be no worker to talk to. Called once. */
  ended(error: SubletError): void
}

/**
 * The tab's line to whichever staging worker lives. It waits for the worker's Web Lock, and so learns of its death: of a
 * SharedWorker that crashed, or of the tab whose worker was elected. Knows nothing of requests.
 */
export interface Link {
  post(message: ToStaging): void
  /** Idempotent. */
  close(): void
}

export function createLink(options: LinkOptions): Link {
  let port: Port<ToStaging> | undefined
  let helloTimer: ReturnType<typeof setTimeout> | undefined
  const closed = new AbortController()

  function open(): void {
    port?.close()
    port = openPort<FromStaging, ToStaging>(options.connect(), fromStagingSchema, {
      message(message) {
        if (message.type === 'welcome') welcomed(message.lock)
        else if (message.type === 'unwelcome') end(fromWire(message.error))
        else options.message(message)
      },
      malformed(reason) {
        end(
          new SubletError(
            'ProtocolMismatch',
            `The staging worker sent what this page cannot read. ${reason}`,
          ),
        )
      },
    })
    helloTimer = setTimeout(() => end(silent(options.helloTimeoutMs)), options.helloTimeoutMs)
    port.post({ type: 'hello', protocol: STAGING_PROTOCOL })
    options.opened()
  }

  function welcomed(lock: string): void {
    clearTimeout(helloTimer)
    options.locks
      .request(lock, { mode: 'shared', signal: closed.signal }, () => undefined)
      .then(
        () => {
          // The link may have been closed while the lock was on its way.
          if (!closed.signal.aborted) open()
        },
        (cause: unknown) => {
          if (!closed.signal.aborted) reportError(cause)
        },
      )
  }

  function end(error: SubletError): void {
    if (closed.signal.aborted) return
    close()
    options.ended(error)
  }

  function close(): void {
    closed.abort()
    clearTimeout(helloTimer)
    port?.close()
  }

  open()
  return {
    post: (message) => port?.post(message),
    close,
  }
}

function silent(timeoutMs: number): SubletError {
  return new SubletError('ProtocolMismatch', `The staging worker has not answered for ${timeoutMs} ms.`, {
    figures: { timeoutMs },
    wayOut: 'Reload this page; if that does not help, close the other tabs of this site first.',
  })
}
