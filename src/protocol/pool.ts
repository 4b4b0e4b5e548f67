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

/**
 * What a call waits for: a slot, the whole pool, memory that runners are giving up; or, passed by others
 * meanwhile, its own runner, or as many leases of its function to end as run too many.
 */
const WAITS_FOR = ['slot', 'both slots', 'memory', 'its runner', 'concurrency'] as const

export const waiterSchema = v.object({
  request: v.string(),
  tab: v.string(),
  demo: v.string(),
  fn: v.string(),
  size: sizeSchema,
  seconds: v.number(),
  position: v.number(),
  waitedMs: milliseconds,
  /** Until it will be granted, by what calls of its function and of those before it took; null for far behind. */
  etaMs: v.nullable(milliseconds),
  why: v.picklist(WAITS_FOR),
  /** It gets the GPU when what it waits for is there. One at most: the first that is not held up by its own. */
  next: v.boolean(),
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
  /** Calls charged in this window, and how many may be; null for as many as the quota is good for. */
  runsUsed: v.number(),
  runsPerDay: v.nullable(v.number()),
  /** Goes on past the quota on prepaid credits. */
  extensible: v.boolean(),
  creditsMs: milliseconds,
})
export type Quota = v.InferOutput<typeof quotaSchema>

const day = 24 * 60 * 60_000

export const SETTING_BOUNDS = {
  keepAliveMs: { least: 0, most: day },
  budgetBytes: { least: 1, most: Number.MAX_SAFE_INTEGER },
  queueLimit: { least: 1, most: 1_000 },
} as const

function within({ least, most }: { least: number; most: number }) {
  return v.pipe(v.number(), v.minValue(least), v.maxValue(most))
}

/** What a visitor may set; it is kept. */
export const poolSettings = {
  /** Unused for this long, a runner goes one step down the residency ladder. */
  keepAliveMs: within(SETTING_BOUNDS.keepAliveMs),
  /** GPU memory that may be leased. */
  budgetBytes: v.pipe(within(SETTING_BOUNDS.budgetBytes), v.integer()),
  /** Calls of one visitor that may wait at a time. */
  queueLimit: v.pipe(within(SETTING_BOUNDS.queueLimit), v.integer()),
}
export const someSettingsSchema = v.object({
  keepAliveMs: v.exactOptional(poolSettings.keepAliveMs),
  budgetBytes: v.exactOptional(poolSettings.budgetBytes),
  queueLimit: v.exactOptional(poolSettings.queueLimit),
})
export interface PoolSettings {
  keepAliveMs: number
  budgetBytes: number
  queueLimit: number
}

/** The pool as one tab sees it. Times are durations at `sentAt`, because clocks of threads differ. */
export const poolSnapshotSchema = v.object({
  slots: v.number(),
  holders: v.array(holderSchema),
  queue: v.array(waiterSchema),
  residents: v.array(residentSchema),
  quota: quotaSchema,
  /** What demos of somebody else have spent of it, each of its share (`shareMs`); one that is not here, nothing. */
  shares: v.exactOptional(v.array(v.object({ demo: v.string(), spentMs: milliseconds }))),
  budgetBytes: bytes,
  settings: v.object({ keepAliveMs: milliseconds, budgetBytes: bytes, queueLimit: v.number() }),
})
export type PoolSnapshot = v.InferOutput<typeof poolSnapshotSchema>
