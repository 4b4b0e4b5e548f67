import type { SubletError } from '../protocol/errors'
import type { Size } from '../protocol/pool'
import type { FromScheduler, Outcome, ReportedOutcome } from '../protocol/scheduler'

export interface LeaseRequest {
  /** The runner that will hold the lease; it holds one at a time. */
  runner: string
  demo: string
  fn: string
  /** GPU seconds, before the size factor. Anything may be asked; what is illegal is refused with the numbers. */
  seconds: number
  size: Size
  /** In the queue; then the request is refused with `QueueTimeout`. As long as it takes, if absent. */
  maxWaitMs?: number
  /** Leases of this function of this demo at a time, over all tabs. */
  concurrency?: number
  /** The demo is somebody else's: it spends of its share of the quota only. */
  foreign?: true
}

export interface Grant {
  lease: number
  seconds: number
  /** GPU bytes that the runner may hold under this lease. */
  sliceBytes: number
  queuedMs: number
}

/** `lost`: the scheduler died. Its successor may give the slot to others at any moment. */
export type AbortReason = Extract<FromScheduler, { type: 'abort' }>['reason'] | 'lost'

/** What a lease cost; all in milliseconds. */
export interface Bill {
  outcome: Outcome
  queuedMs: number
  attachMs: number
  ranMs: number
  chargedMs: number
  /** The part of `chargedMs` that credits paid. */
  creditMs: number
}

/** Exactly one of `refused` and `settled` is called, once, and it is the last call. */
export interface RequestHandlers {
  /** 1 is next. Not called when the grant is immediate. `etaMs`: until the grant, if it can be foretold. */
  queued(position: number, etaMs: number | null): void
  /** Attach now, and report it with the handle. */
  granted(grant: Grant): void
  /** End the task, then answer with `aborted()`. After `lost` the bill follows at once. */
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
