import type { PoolSettings, Size, Tier } from '../../protocol/pool'
import type { Outcome } from '../../protocol/scheduler'

/** What the ledger keeps. Milliseconds are whole; `…At` are wall-clock times since the epoch. */

/** Written before a grant, taken away when the lease is settled. */
export interface Reservation {
  lease: number
  tier: Tier
  demo: string
  fn: string
  size: Size
  seconds: number
  requestedMs: number
  queuedMs: number
  grantedAt: number
}

/** One settled lease. */
export interface Settlement extends Reservation {
  outcome: Outcome
  attachMs: number
  ranMs: number
  chargedMs: number
  /** The part of `chargedMs` that credits paid, because the quota was used up. */
  creditMs: number
  settledAt: number
}

/** Credits that were bought. */
export interface Purchase {
  tier: Tier
  creditMs: number
  boughtAt: number
}

/** What a visitor has used; `startedAt` is null before the window's first use. */
export interface UsageWindow {
  tier: Tier
  startedAt: number | null
  /** Charged to the quota, and so not paid with credits. */
  usedMs: number
  /** Calls that were charged. */
  runs: number
  /** Prepaid and left. Outlives the window. */
  creditsMs: number
  /** The part of `usedMs` that demos of somebody else have used; absent if there is none, and in older windows. */
  shares?: SpentShare[]
}

/** Of a demo of somebody else. */
export interface SpentShare {
  demo: string
  /** Charged in this window. */
  spentMs: number
}

/** What an earlier scheduler left behind. */
export interface Saved {
  /** The highest lease number that was ever given. */
  lastLease: number
  tier: Tier
  windows: UsageWindow[]
  /** What was configured. */
  settings: Partial<PoolSettings>
}
