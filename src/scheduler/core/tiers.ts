import type { Tier } from '../../protocol/pool'

export interface TierRule {
  title: string
  /** GPU milliseconds in one window. */
  limitMs: number
  /** The longest call, in seconds after the size factor. */
  capSeconds: number
  /** Calls in one window; null for as many as the quota is good for. */
  runsPerDay: number | null
  /** Higher goes first. */
  priority: number
  /** Goes on past its quota on prepaid credits. */
  extensible: boolean
  /** What a visitor can do whose quota is exceeded, if it is something else than for all of them. */
  wayOut?: string
}

const minutes = 60_000

/**
 * ZEROGPU.md, the tier table. The caps for one call are not published there, nor are the runs per day; these are
 * Sublet's own.
 */
export const TIERS: Record<Tier, TierRule> = {
  unauthenticated: {
    title: 'Unauthenticated',
    limitMs: 2 * minutes,
    capSeconds: 60,
    runsPerDay: null,
    priority: 0,
    extensible: false,
  },
  free: {
    title: 'Free',
    limitMs: 5 * minutes,
    capSeconds: 120,
    runsPerDay: null,
    priority: 1,
    extensible: false,
  },
  pro: {
    title: 'PRO',
    limitMs: 40 * minutes,
    capSeconds: 300,
    runsPerDay: null,
    priority: 2,
    extensible: true,
  },
  team: {
    title: 'Team',
    limitMs: 40 * minutes,
    capSeconds: 300,
    runsPerDay: null,
    priority: 2,
    extensible: true,
  },
  enterprise: {
    title: 'Enterprise',
    limitMs: 60 * minutes,
    capSeconds: 300,
    runsPerDay: null,
    priority: 2,
    extensible: true,
  },
}

/** It is their own GPU. */
export const DEFAULT_TIER: Tier = 'pro'
