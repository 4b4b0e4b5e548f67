import * as v from 'valibot'
import { fromWire, SubletError } from '../protocol/errors'
import type { ModelSummary, StagedModel } from '../protocol/model'
import { type MessageEndpoint, openPort } from '../protocol/port'
import {
  type FromStaging,
  fromStagingSchema,
  STAGING_PROTOCOL,
  type ToStaging,
  toStagingSchema,
} from '../protocol/staging'

export interface StagingClientOptions {
  /** The port of the staging worker. Called once. */
  connect: () => MessageEndpoint
  /** How long the worker may take to say welcome. */
  helloTimeoutMs?: number
}

/** The tab's side of staging. Everything rejects with a `SubletError`. */
export interface StagingClient {
  /** `source` is an absolute http(s) URL. `onProgress` gets bytes; `total` is null while the server has not said. */
  ensure(source: string, onProgress?: (loaded: number, total: number | null) => void): Promise<StagedModel>
  list(): Promise<ModelSummary[]>
  remove(source: string): Promise<void>
  /** Idempotent. What is pending fails with `Cancelled`; a download goes on for other tabs. */
  close(): void
}

type Reply = Exclude<FromStaging, { type: 'welcome' | 'unwelcome' }>
type Request = Exclude<ToStaging, { type: 'hello' }>

interface Pending {
  reply(reply: Reply): void
  fail(error: SubletError): void
}

const HELLO_TIMEOUT_MS = 15_000

export function createStagingClient({
  connect,
  helloTimeoutMs = HELLO_TIMEOUT_MS,
}: StagingClientOptions): StagingClient {
  const pending = new Map<string, Pending>()
  /** Set once nothing can be answered any more. */
  let ended: SubletError | undefined
  let lastId = 0

  const port = openPort<FromStaging, ToStaging>(connect(), fromStagingSchema, {
    message(message) {
      if (message.type === 'welcome') clearTimeout(helloTimer)
      else if (message.type === 'unwelcome') end(fromWire(message.error))
      // A reply to what is no longer pending comes too late for anyone.
      else pending.get(message.id)?.reply(message)
    },
    malformed(reason) {
      end(
        new SubletError('ProtocolMismatch', `The staging worker sent what this page cannot read. ${reason}`),
      )
    },
  })
  const helloTimer = setTimeout(() => end(silent(helloTimeoutMs)), helloTimeoutMs)
  port.post({ type: 'hello', protocol: STAGING_PROTOCOL })

  function end(error: SubletError): void {
    if (ended !== undefined) return
    ended = error
    clearTimeout(helloTimer)
    port.close()
    for (const { fail } of pending.values()) fail(error)
    pending.clear()
  }

  /** `take` returns the value when the reply is the one that was asked for. */
  function ask<T>(request: (id: string) => Request, take: (reply: Reply) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      if (ended !== undefined) {
        reject(ended)
        return
      }
      lastId += 1
      const id = String(lastId)
      const message = request(id)
      // The worker would drop it, and nothing would ever come back.
      if (!v.is(toStagingSchema, message)) {
        reject(new SubletError('ModelNotFound', 'The source of a model is an absolute http(s) URL.'))
        return
      }
      const settle = (work: () => void): void => {
        pending.delete(id)
        work()
      }
      pending.set(id, {
        fail: reject,
        reply(reply) {
          if (reply.type === 'failed') return settle(() => reject(fromWire(reply.error)))
          const value = take(reply)
          if (value !== undefined) settle(() => resolve(value))
        },
      })
      port.post(message)
    })
  }

  return {
    ensure(source, onProgress = () => undefined) {
      return ask(
        (id) => ({ type: 'ensure', id, source }),
        (reply) => {
          if (reply.type === 'progress') onProgress(reply.loaded, reply.total)
          return reply.type === 'staged' ? reply.model : undefined
        },
      )
    },
    list: () =>
      ask(
        (id) => ({ type: 'list', id }),
        (reply) => (reply.type === 'listed' ? reply.models : undefined),
      ),
    async remove(source) {
      await ask(
        (id) => ({ type: 'remove', id, source }),
        (reply) => (reply.type === 'removed' ? true : undefined),
      )
    },
    close: () => end(new SubletError('Cancelled', 'The connection to staging was closed.')),
  }
}

function silent(timeoutMs: number): SubletError {
  return new SubletError('ProtocolMismatch', `The staging worker has not answered for ${timeoutMs} ms.`, {
    figures: { timeoutMs },
    wayOut: 'Reload this page; if that does not help, close the other tabs of this site first.',
  })
}
