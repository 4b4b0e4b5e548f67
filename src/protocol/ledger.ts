import * as v from 'valibot'
import { sizeSchema, tierSchema } from './pool'

const name = v.string()
/** Whole milliseconds. */
const milliseconds = v.pipe(v.number(), v.integer())
/** Wall clock, milliseconds since the epoch. */
const instant = v.number()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** How a lease ended; DESIGN 4 says which are billed. */
export const outcomeSchema = v.picklist(['completed', 'failed', 'overran', 'cancelled', 'lost'])
export type Outcome = v.InferOutput<typeof outcomeSchema>

/** One settled lease. */
export const ledgerRowSchema = v.object({
  lease: v.pipe(v.number(), v.integer(), v.minValue(1)),
  tier: tierSchema,
  demo: name,
  fn: name,
  size: sizeSchema,
  /** Asked for, before the size factor. */
  seconds: v.number(),
  grantedAt: instant,
  settledAt: instant,
  outcome: outcomeSchema,
  queuedMs: milliseconds,
  attachMs: milliseconds,
  ranMs: milliseconds,
  chargedMs: milliseconds,
  /** The part of `chargedMs` that credits paid. */
  creditMs: milliseconds,
})
export type LedgerRow = v.InferOutput<typeof ledgerRowSchema>

/** What is left of a demo's old rows: their sums for one day. */
export const dayTotalSchema = v.object({
  /** In UTC, as `2026-01-05`. */
  day: v.string(),
  demo: name,
  leases: count,
  queuedMs: milliseconds,
  attachMs: milliseconds,
  ranMs: milliseconds,
  chargedMs: milliseconds,
  /** The part of `chargedMs` that credits paid. */
  creditMs: milliseconds,
})
export type DayTotal = v.InferOutput<typeof dayTotalSchema>

/** Not parsed further, so that every question gets an answer: a span that makes no sense holds nothing. */
const bound = v.union([v.number(), v.nan()])
/** `since` is in it, `until` is not; both may be infinite. Days are taken whole. */
export const ledgerRangeSchema = v.object({ since: bound, until: bound })
export type LedgerRange = v.InferOutput<typeof ledgerRangeSchema>

/** The ledger of a span of time: row by row as far back as rows are kept, and by day before that. */
export const ledgerExtractSchema = v.object({
  /** Oldest settlement first. */
  rows: v.array(ledgerRowSchema),
  days: v.array(dayTotalSchema),
})
export type LedgerExtract = v.InferOutput<typeof ledgerExtractSchema>
