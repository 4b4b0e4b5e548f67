import type { PoolSettings, Size, Tier } from '../../protocol/pool'
import { TIERS, type TierRule } from './tiers'

/** Every number that the rules of the pool depend on. */
export interface Settings {
  tiers: Record<Tier, TierRule>
  /** Waiting requests of one visitor. */
  queueLimit: number
  /** How many times what it asks for a call lets others pass; see `turnOf`. */
  patience: number
  /** Calls that arrive within the same beat of this length arrive together. */
  togetherMs: number
  /** The quota window, from its first use. */
  windowMs: number
  /** An attach without progress for this long is aborted. */
  stallMs: number
  /**
   * The host has this long to confirm an abort; then the lease is fenced. As long has a runner to give up
   * memory that a call waits for; then it is ended.
   */
  confirmMs: number
  /** Unused for this long, a runner goes one step down the residency ladder. */
  keepAliveMs: number
}

export const SETTINGS: Settings = {
  tiers: TIERS,
  queueLimit: 64,
  patience: 2,
  togetherMs: 1_000,
  windowMs: 24 * 60 * 60_000,
  stallMs: 30_000,
  confirmMs: 2_000,
  keepAliveMs: 60_000,
}

/** What a visitor may set, where he has not; the budget is each tab's guess. */
export const DEFAULT_SETTINGS: Omit<PoolSettings, 'budgetBytes'> = {
  keepAliveMs: SETTINGS.keepAliveMs,
  queueLimit: SETTINGS.queueLimit,
}

export const SLOTS = 2

/** Slots that a size takes. It is also its factor: half of the pool costs 1x, all of it 2x. */
export const SIZE_SLOTS: Record<Size, number> = { large: 1, xlarge: 2 }
