import { fromWire, SubletError } from '../protocol/errors'
import type { PoolSnapshot, Size, Tier } from '../protocol/pool'
import { type MessageEndpoint, openPort, type Port } from '../protocol/port'
import {
  type FromScheduler,
  fromSchedulerSchema,
  type Outcome,
  type ReportedOutcome,
  SCHEDULER_PROTOCOL,
  type ToScheduler,
} from '../protocol/scheduler'

export interface LeaseRequest {
  /** The runner that will hold the lease; it holds one at a time. */
  runner: string
  demo: string
  fn: string
  /** GPU seconds, before the size factor. Anything may be asked; what is illegal is refused with the numbers. */
  seconds: number
  size: Size
}

export interface Grant {
  lease: number
  seconds: number
  /** GPU bytes that the runner may hold under this lease. */
  sliceBytes: number
  queuedMs: number
}

export type AbortReason = Extract<FromScheduler, { type: 'abort' }>['reason']

/** What a lease cost; all in milliseconds. */
export interface Bill {
  outcome: Outcome
  queuedMs: number
  attachMs: number
  ranMs: number
  chargedMs: number
}

/** Exactly one of `refused` and `settled` is called, once, and it is the last call. */
interface RequestHandlers {
  /** 1 is next. Not called when the grant is immediate. */
  queued(position: number): void
  /** Attach now, and report it with the handle. */
  granted(grant: Grant): void
  /** End the task, then answer with `aborted()`. */
  abort(reason: AbortReason): void
  /** Not admitted, cancelled while it waited, or the client closed (in any state). */
  refused(error: SubletError): void
  settled(bill: Bill): void
}

/**
 * One request on its way. Reports are dropped once the request has ended, since the scheduler may have taken
 * the lease back while a report was on its way; a report before the grant is a mistake of the caller and throws.
 */
export interface RequestHandle {
  /** Unique in this tab; `request` of the pool snapshot. */
  readonly id: string
  attaching(loaded: number, total: number): void
  /** Attached: the clock starts. `held` is what the runner holds on the GPU, in bytes. */
  started(held: number): void
  settle(outcome: ReportedOutcome): void
  /** The runner of an aborted lease is ended. */
  aborted(): void
  /** In any state; idempotent. Ends in `refused` (while queued) or `abort` and `settled`. */
  cancel(): void
}

interface Residency {
  runner: string
  demo: string
  level: 'warm' | 'cool' | 'idle' | 'gone'
  held: number
}

/** The part of `navigator.locks` that is needed. */
interface TabLocks {
  request(name: string, whileHeld: () => Promise<void>): Promise<unknown>
}

export interface SchedulerClientOptions {
  /** Opens a port to the scheduler. Called once, at once; `fail` is called later, if the worker does not load. */
  connect(fail: (error: SubletError) => void): MessageEndpoint
  /** This page load: a fresh id for each one. */
  tab: string
  /** The Web Lock that says that this tab lives. */
  lockName: string
  /** `navigator.locks`. */
  locks: TabLocks
  /** A careful guess at what the GPU holds; the first tab's is taken. */
  budgetBytes: number
  onConnected(): void
  /** The scheduler will not serve this tab (two versions are open, the worker did not load); nothing follows. */
  onRefused(error: SubletError): void
  onPool(pool: PoolSnapshot): void
  /** Move this runner down the residency ladder, then answer with `residency`. */
  onDemote(runner: string, to: 'cool' | 'idle'): void
  /** A message that is not of the protocol; it was dropped. */
  onMalformed(reason: string): void
}

export interface SchedulerClient {
  request(request: LeaseRequest, handlers: RequestHandlers): RequestHandle
  residency(residency: Residency): void
  visitAs(tier: Tier): void
  /** Idempotent. Gives up the tab's lock, so that its slots are free at once; refuses what is pending. */
  close(): void
}

interface Pending {
  handlers: RequestHandlers
  lease: number | undefined
}

/**
 * The tab's end of the scheduler. It owns the tab's lock, the port, and the requests that have not ended.
 * It knows no runner and no rule: who gets the GPU, when and for how much is decided at the other end.
 */
export function createSchedulerClient(options: SchedulerClientOptions): SchedulerClient {
  const pending = new Map<string, Pending>()
  // Held back until the lock is ours and `hello` is out: `hello` must be the first message.
  let early: ToScheduler[] | undefined = []
  let ended: SubletError | undefined
  let requests = 0
  let release = (): void => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })

  const port: Port<ToScheduler> = openPort(options.connect(refuse), fromSchedulerSchema, {
    message: receive,
    malformed: options.onMalformed,
  })

  options.locks
    .request(options.lockName, () => {
      // The client may have been closed while it waited for the lock: then `released` has resolved.
      if (!ended) sayHello()
      return released
    })
    .catch((cause: unknown) =>
      refuse(new SubletError('ProtocolMismatch', `The lock ${options.lockName} is not to be had`, { cause })),
    )

  function sayHello(): void {
    const { tab, lockName, budgetBytes } = options
    port.post({ type: 'hello', protocol: SCHEDULER_PROTOCOL, tab, lock: lockName, budgetBytes })
    for (const message of early ?? []) port.post(message)
    early = undefined
  }

  function send(message: ToScheduler): void {
    if (early) early.push(message)
    else port.post(message)
  }

  function receive(message: FromScheduler): void {
    switch (message.type) {
      case 'welcome':
        return options.onConnected()
      case 'unwelcome':
        return refuse(fromWire(message.error))
      case 'pool':
        return options.onPool(message.pool)
      case 'demote':
        return options.onDemote(message.runner, message.to)
      case 'queued':
        return pending.get(message.request)?.handlers.queued(message.position)
      case 'granted': {
        const entry = pending.get(message.request)
        if (!entry) return
        const { lease, seconds, sliceBytes, queuedMs } = message
        entry.lease = lease
        return entry.handlers.granted({ lease, seconds, sliceBytes, queuedMs })
      }
      case 'abort':
        return pending.get(message.request)?.handlers.abort(message.reason)
      case 'refused':
        return take(message.request)?.handlers.refused(fromWire(message.error))
      case 'settled': {
        const { outcome, queuedMs, attachMs, ranMs, chargedMs } = message
        return take(message.request)?.handlers.settled({ outcome, queuedMs, attachMs, ranMs, chargedMs })
      }
    }
  }

  function take(id: string): Pending | undefined {
    const entry = pending.get(id)
    pending.delete(id)
    return entry
  }

  function end(error: SubletError): void {
    ended = error
    release()
    port.close()
    for (const id of [...pending.keys()]) take(id)?.handlers.refused(error)
  }

  function refuse(error: SubletError): void {
    if (ended) return
    end(error)
    options.onRefused(error)
  }

  return {
    request(request, handlers) {
      requests += 1
      const id = `r${requests}`
      const entry: Pending = { handlers, lease: undefined }
      if (ended) {
        const error = ended
        // Not within this call: the caller does not have its handle yet.
        queueMicrotask(() => handlers.refused(error))
      } else {
        pending.set(id, entry)
        send({ type: 'request', request: id, ...request })
      }
      const report = (message: (lease: number) => ToScheduler): void => {
        if (!pending.has(id)) return
        if (entry.lease === undefined) throw new Error(`The request ${id} holds no lease to report on`)
        send(message(entry.lease))
      }
      return {
        id,
        attaching: (loaded, total) => report((lease) => ({ type: 'attaching', lease, loaded, total })),
        started: (held) => report((lease) => ({ type: 'started', lease, held })),
        settle: (outcome) => report((lease) => ({ type: 'settle', lease, outcome })),
        aborted: () => report((lease) => ({ type: 'aborted', lease })),
        cancel() {
          if (pending.has(id)) send({ type: 'cancel', request: id })
        },
      }
    },
    residency(residency) {
      if (!ended) send({ type: 'residency', ...residency })
    },
    visitAs(tier) {
      if (!ended) send({ type: 'visitAs', tier })
    },
    close() {
      if (!ended) end(new SubletError('Cancelled', 'The page closed its connection to the scheduler'))
    },
  }
}
