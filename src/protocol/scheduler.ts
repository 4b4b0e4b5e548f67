import * as v from 'valibot'
import { wireErrorSchema } from './errors'
import { ledgerExtractSchema, ledgerRangeSchema, outcomeSchema } from './ledger'
import { poolSnapshotSchema, sizeSchema, someSettingsSchema, tierSchema } from './pool'

/** Tab <-> scheduler SharedWorker. Raised when a message changes its meaning. */
export const SCHEDULER_PROTOCOL = 1

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const name = v.pipe(v.string(), v.maxLength(200))
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0))
const milliseconds = v.pipe(v.number(), v.minValue(0))
/** Leases carry a growing number; a message with an old one is ignored (DESIGN 4). */
const lease = v.pipe(v.number(), v.integer(), v.minValue(1))

/** Longer than a timer can be set would be a timer that rings at once. */
export const LONGEST_WAIT_MS = 24 * 60 * 60_000
export const waitSchema = v.pipe(milliseconds, v.maxValue(LONGEST_WAIT_MS))
/** One millisecond, of which there are only whole ones. */
export const LEAST_CREDIT_SECONDS = 0.001
/** At a time: 1000 hours. */
export const MOST_CREDIT_SECONDS = 3_600_000
export const creditSecondsSchema = v.pipe(
  v.number(),
  v.minValue(LEAST_CREDIT_SECONDS),
  v.maxValue(MOST_CREDIT_SECONDS),
)

/** How the host saw a lease end. `overran` is never reported by a host: the scheduler decides it. */
const reportedOutcome = v.picklist(['completed', 'failed', 'cancelled', 'lost'])
export type ReportedOutcome = v.InferOutput<typeof reportedOutcome>
export type { Outcome } from './ledger'

export const residencyLevelSchema = v.picklist(['warm', 'cool', 'idle', 'gone'])

export const toSchedulerSchema = v.variant('type', [
  /** `lock` is the Web Lock that this tab holds for as long as it lives. Answered by `welcome` or `unwelcome`. */
  v.object({
    type: v.literal('hello'),
    protocol: v.number(),
    tab: id,
    lock: v.string(),
    /** A careful guess from `adapter.limits` and `navigator.deviceMemory`; the first tab's is taken. */
    budgetBytes: bytes,
  }),
  v.object({
    type: v.literal('request'),
    request: id,
    /** The runner that will hold the lease; it holds one at a time. */
    runner: id,
    demo: name,
    fn: name,
    /** Seconds of GPU time asked for, before the size factor. Not parsed further: admission refuses what is illegal. */
    seconds: v.union([v.number(), v.nan()]),
    size: sizeSchema,
    /** How long the caller will wait in the queue; then `QueueTimeout`. As long as it takes, if absent. */
    maxWaitMs: v.exactOptional(waitSchema),
    /**
     * Of a request that is asked again, because the scheduler died: how long it has waited already. Taken on trust,
     * so it counts in the queue for no more than `turnOf` allows.
     */
    waitedMs: v.exactOptional(waitSchema),
    /** Leases of this function of this demo at a time, over all tabs. The newest request's word counts. */
    concurrency: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    /** The demo is somebody else's: it has a share of the visitor's quota, and nothing of his credits. */
    foreign: v.exactOptional(v.literal(true)),
  }),
  /** Cancels in any state; a lease that already runs is settled by the host's report. */
  v.object({ type: v.literal('cancel'), request: id }),
  v.object({ type: v.literal('attaching'), lease, loaded: bytes, total: bytes }),
  /** Attached: the clock starts when this arrives. `held` is what the runner holds on the GPU. */
  v.object({ type: v.literal('started'), lease, held: bytes }),
  v.object({ type: v.literal('settle'), lease, outcome: reportedOutcome }),
  /** The runner of an aborted lease is ended: the slot is free. */
  v.object({ type: v.literal('aborted'), lease }),
  v.object({
    type: v.literal('residency'),
    runner: id,
    demo: name,
    level: residencyLevelSchema,
    held: bytes,
  }),
  v.object({ type: v.literal('visitAs'), tier: tierSchema }),
  /** Prepays seconds for the visitor of this tab, if his tier is extensible. */
  v.object({
    type: v.literal('addCredits'),
    seconds: creditSecondsSchema,
  }),
  /** What is absent stays as it is. */
  v.object({ type: v.literal('configure'), settings: someSettingsSchema }),
  /** Answered by `ledger` or `unread`. */
  v.object({ type: v.literal('readLedger'), query: id, range: ledgerRangeSchema }),
])
export type ToScheduler = v.InferOutput<typeof toSchedulerSchema>

export const fromSchedulerSchema = v.variant('type', [
  /** `lock` is the Web Lock that this scheduler holds for as long as it lives; each life has one of its own. */
  v.object({ type: v.literal('welcome'), protocol: v.number(), lock: v.string() }),
  v.object({ type: v.literal('unwelcome'), error: wireErrorSchema }),
  /** 1 is next. Sent on every change. `etaMs` as in the pool snapshot. */
  v.object({
    type: v.literal('queued'),
    request: id,
    position: v.number(),
    etaMs: v.nullable(milliseconds),
  }),
  v.object({
    type: v.literal('granted'),
    request: id,
    lease,
    seconds: v.number(),
    /** GPU bytes that the runner may hold under this lease. */
    sliceBytes: bytes,
    queuedMs: milliseconds,
  }),
  v.object({ type: v.literal('refused'), request: id, error: wireErrorSchema }),
  /** The budget is used up, the attach stalled, or the visitor cancelled: end the task, then answer `aborted`. */
  v.object({
    type: v.literal('abort'),
    request: id,
    lease,
    reason: v.picklist(['overrun', 'stalled', 'cancelled']),
  }),
  v.object({
    type: v.literal('settled'),
    request: id,
    lease,
    outcome: outcomeSchema,
    queuedMs: milliseconds,
    attachMs: milliseconds,
    ranMs: milliseconds,
    chargedMs: milliseconds,
    /** The part of `chargedMs` that credits paid. */
    creditMs: milliseconds,
  }),
  /**
   * Move this runner down the residency ladder. Answered by `residency`. `gone`: it did not answer while a call
   * waited for its memory, and is to be ended.
   */
  v.object({ type: v.literal('demote'), runner: id, to: v.picklist(['cool', 'idle', 'gone']) }),
  v.object({ type: v.literal('pool'), pool: poolSnapshotSchema }),
  v.object({ type: v.literal('ledger'), query: id, extract: ledgerExtractSchema }),
  /** The browser's storage failed. */
  v.object({ type: v.literal('unread'), query: id, error: wireErrorSchema }),
])
export type FromScheduler = v.InferOutput<typeof fromSchedulerSchema>
