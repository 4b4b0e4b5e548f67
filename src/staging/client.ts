import * as v from 'valibot'
import { fromWire, SubletError } from '../protocol/errors'
import type { Library, ModelDetail, Verification } from '../protocol/library'
import type { FileProgress, StagedModel } from '../protocol/model'
import type { MessageEndpoint } from '../protocol/port'
import type { RepositoryFile } from '../protocol/repository'
import { type FromStaging, type ToStaging, toStagingSchema } from '../protocol/staging'
import { createLink } from './link'
import type { GivenModel } from './pack-model'

export type { GivenModel } from './pack-model'

export interface StagingClientOptions {
  /** A port of the staging worker; called again when the worker behind the last one has died. */
  connect: () => MessageEndpoint
  locks: Pick<LockManager, 'request'>
  onLibrary?: (library: Library) => void
  /** How long the worker may take to say welcome. */
  helloTimeoutMs?: number
}

/** The tab's side of staging. Everything rejects with a `SubletError`. */
export interface StagingClient {
  /**
   * A model by its source: an absolute http(s) URL, `hf:org/name`, or `local:PATH`. `onProgress` gets bytes; `total` is
   * null while the server has not said.
   */
  ensure(source: string, onProgress?: OnProgress): Promise<StagedModel>
  /** Stages the models among these files. Resolves with their sources. */
  add(files: readonly { path: string; file: File }[], onProgress?: OnProgress): Promise<string[]>
  /** Takes a model apart that is given as bytes, and stores nothing. */
  pack(model: GivenModel): Promise<StagedModel>
  /**
   * A file of a repository of the hub that is no model, by its URL; with `head` its status and size without the bytes.
   * `onProgress` tells that its bytes come in.
   */
  file(source: string, head: boolean, onProgress?: OnProgress): Promise<RepositoryFile>
  /** Stops a download and keeps what is stored. */
  pause(source: string): Promise<void>
  remove(source: string): Promise<void>
  pin(source: string, pinned: boolean): Promise<void>
  verify(source: string): Promise<Verification>
  describe(source: string): Promise<ModelDetail>
  setHub(hub: { base: string; token?: string }): Promise<void>
  library(): Promise<Library>
  /** Starts telling of the models of this browser: once now, and on every change. */
  watch(): void
  /** Idempotent. What is pending fails with `Cancelled`; a download goes on for other tabs. */
  close(): void
}

/** Bytes, in all and of each file that is known to belong to it. */
export type OnProgress = (loaded: number, total: number | null, files: readonly FileProgress[]) => void

type Reply = Extract<FromStaging, { id: string }>
type Request = Extract<ToStaging, { id: string }>

interface Pending {
  message: Request
  reply(reply: Reply): void
  fail(error: SubletError): void
}

const HELLO_TIMEOUT_MS = 15_000

export function createStagingClient({
  connect,
  locks,
  onLibrary = () => undefined,
  helloTimeoutMs = HELLO_TIMEOUT_MS,
}: StagingClientOptions): StagingClient {
  const pending = new Map<string, Pending>()
  /** Set once nothing can be answered any more. */
  let ended: SubletError | undefined
  let lastId = 0

  let watching = false

  const link = createLink({
    connect,
    locks,
    helloTimeoutMs,
    opened() {
      // Asked of a worker that has died, all this is asked of its successor: each request may be made twice.
      if (watching) link.post({ type: 'watch' })
      for (const { message } of pending.values()) link.post(message)
    },
    message(message) {
      if (message.type === 'library') onLibrary(message.library)
      // A reply to what is no longer pending comes too late for anyone.
      else pending.get(message.id)?.reply(message)
    },
    ended: end,
  })

  function end(error: SubletError): void {
    if (ended !== undefined) return
    ended = error
    link.close()
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
        reject(unspeakable())
        return
      }
      const settle = (work: () => void): void => {
        pending.delete(id)
        work()
      }
      pending.set(id, {
        message,
        fail: reject,
        reply(reply) {
          if (reply.type === 'failed') return settle(() => reject(fromWire(reply.error)))
          const value = take(reply)
          if (value !== undefined) settle(() => resolve(value))
        },
      })
      link.post(message)
    })
  }

  const done = (reply: Reply): true | undefined => (reply.type === 'done' ? true : undefined)

  return {
    ensure(source, onProgress = () => undefined) {
      return ask(
        (id) => ({ type: 'ensure', id, source }),
        (reply) => {
          if (reply.type === 'progress') onProgress(reply.loaded, reply.total, reply.files)
          return reply.type === 'staged' ? reply.model : undefined
        },
      )
    },
    add(files, onProgress = () => undefined) {
      return ask(
        (id) => ({ type: 'add', id, files: [...files] }),
        (reply) => {
          if (reply.type === 'progress') onProgress(reply.loaded, reply.total, reply.files)
          return reply.type === 'added' ? reply.sources : undefined
        },
      )
    },
    pack: ({ file, externalData }) =>
      ask(
        (id) => ({ type: 'pack', id, file, externalData: [...externalData] }),
        (reply) => (reply.type === 'staged' ? reply.model : undefined),
      ),
    file: (source, head, onProgress = () => undefined) =>
      ask(
        (id) => ({ type: 'file', id, source, head }),
        (reply) => {
          if (reply.type === 'progress') onProgress(reply.loaded, reply.total, reply.files)
          return reply.type === 'file' ? reply.file : undefined
        },
      ),
    async pause(source) {
      await ask((id) => ({ type: 'pause', id, source }), done)
    },
    async remove(source) {
      await ask((id) => ({ type: 'remove', id, source }), done)
    },
    async pin(source, pinned) {
      await ask((id) => ({ type: 'pin', id, source, pinned }), done)
    },
    verify: (source) =>
      ask(
        (id) => ({ type: 'verify', id, source }),
        (reply) => (reply.type === 'verified' ? reply.verification : undefined),
      ),
    describe: (source) =>
      ask(
        (id) => ({ type: 'describe', id, source }),
        (reply) => (reply.type === 'described' ? reply.detail : undefined),
      ),
    async setHub(hub) {
      await ask((id) => ({ type: 'setHub', id, hub }), done)
    },
    library: () =>
      ask(
        (id) => ({ type: 'list', id }),
        (reply) => (reply.type === 'listed' ? reply.library : undefined),
      ),
    watch() {
      watching = true
      link.post({ type: 'watch' })
    },
    close: () => end(new SubletError('Cancelled', 'The connection to staging was closed.')),
  }
}

function unspeakable(): SubletError {
  return new SubletError('ModelNotFound', 'This names no model, or no file, or no hub.', {
    wayOut: 'The source of a model is an absolute http(s) URL, hf:org/name, or local:name.onnx.',
  })
}
