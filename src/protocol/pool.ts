import * as v from 'valibot'

/** `large` is half of the pool at 1x, `xlarge` all of it at 2x (ZEROGPU.md, Sizes). */
export const sizeSchema = v.picklist(['large', 'xlarge'])
export type Size = v.InferOutput<typeof sizeSchema>

/** ZEROGPU.md, the tier table. */
export const tierSchema = v.picklist(['unauthenticated', 'free', 'pro', 'team', 'enterprise'])
export type Tier = v.InferOutput<typeof tierSchema>

const milliseconds = v.number()
const bytes = v.number()

export const holderSchema = v.object({
  lease: v.number(),
  request: v.string(),
  tab: v.string(),
  demo: v.string(),
  fn: v.string(),
  size: sizeSchema,
  state: v.picklist(['attaching', 'running']),
  seconds: v.number(),
  /** Since the clock started; 0 while attaching. */
  ranMs: milliseconds,
  /** Attach progress. */
  loaded: bytes,
  total: bytes,
})
export type Holder = v.InferOutput<typeof holderSchema>

export const waiterSchema = v.object({
  request: v.string(),
  tab: v.string(),
  demo: v.string(),
  fn: v.string(),
  size: sizeSchema,
  seconds: v.number(),
  position: v.number(),
  waitedMs: milliseconds,
})
export type Waiter = v.InferOutput<typeof waiterSchema>

export const residentSchema = v.object({
  runner: v.string(),
  tab: v.string(),
  demo: v.string(),
  level: v.picklist(['leased', 'warm', 'cool', 'idle']),
  held: bytes,
})
export type Resident = v.InferOutput<typeof residentSchema>

export const quotaSchema = v.object({
  tier: tierSchema,
  limitMs: milliseconds,
  /** Charged in this window. */
  usedMs: milliseconds,
  /** Reserved by queued-past-admission and running tasks. */
  reservedMs: milliseconds,
  remainingMs: milliseconds,
  /** Until the fixed 24 h window ends; null before its first use. */
  windowEndsInMs: v.nullable(milliseconds),
  /** The tier's cap for one call, after the size factor. */
  capSeconds: v.number(),
})
export type Quota = v.InferOutput<typeof quotaSchema>

/** The pool as one tab sees it. Times are durations at `sentAt`, because clocks of threads differ. */
export const poolSnapshotSchema = v.object({
  slots: v.number(),
  holders: v.array(holderSchema),
  queue: v.array(waiterSchema),
  residents: v.array(residentSchema),
  quota: quotaSchema,
  budgetBytes: bytes,
})
export type PoolSnapshot = v.InferOutput<typeof poolSnapshotSchema>
