import type { Tier } from '../../protocol/pool'

export interface TierRule {
  title: string
  /** GPU milliseconds in one window. */
  limitMs: number
  /** The longest call, in seconds after the size factor. */
  capSeconds: number
  /** Higher goes first. */
  priority: number
}

const minutes = 60_000

/** ZEROGPU.md, the tier table. The caps for one call are not published there; these are Sublet's own. */
export const TIERS: Record<Tier, TierRule> = {
  unauthenticated: { title: 'Unauthenticated', limitMs: 2 * minutes, capSeconds: 60, priority: 0 },
  free: { title: 'Free', limitMs: 5 * minutes, capSeconds: 120, priority: 1 },
  pro: { title: 'PRO', limitMs: 40 * minutes, capSeconds: 300, priority: 2 },
  team: { title: 'Team', limitMs: 40 * minutes, capSeconds: 300, priority: 2 },
  enterprise: { title: 'Enterprise', limitMs: 60 * minutes, capSeconds: 300, priority: 2 },
}

/** It is their own GPU. */
export const DEFAULT_TIER: Tier = 'pro'
