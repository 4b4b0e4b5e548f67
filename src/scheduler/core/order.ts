import type { Settings } from './settings'
import type { TierRule } from './tiers'

/** What the place in the queue depends on. All of it is fixed when a request arrives. */
export interface Ordered {
  /** See `turnOf`. */
  turn: number
  remainingMs: number
  arrival: number
}

/** The order of the queue. Total: no two arrivals are equal. */
export function compareTasks(a: Ordered, b: Ordered): number {
  return a.turn - b.turn || b.remainingMs - a.remainingMs || a.arrival - b.arrival
}

/**
 * How long the calls of a tier let those of higher tiers pass: for each of these as long as the longest call there
 * is would let a short one pass. So of calls that arrive together, the higher tier goes first, then what asks for
 * less (ZEROGPU.md, Duration, quota, queue).
 */
export function tierPatienceMs(rule: TierRule, settings: Settings): number {
  const rules = Object.values(settings.tiers)
  const longestMs = Math.max(...rules.map(({ capSeconds }) => capSeconds)) * 1000
  const above = Math.max(...rules.map(({ priority }) => priority)) - rule.priority
  return settings.patience * above * longestMs
}

/** How long a call lets others pass. */
export function patienceMs(account: { patienceMs: number }, requestedMs: number, settings: Settings): number {
  return account.patienceMs + settings.patience * requestedMs
}

/**
 * When a call's turn comes, on a clock that only the queue knows: its arrival and its patience. Those that
 * arrive in the same beat of `togetherMs` arrive together.
 *
 * This is the ageing, and its bound: whoever comes `patience + togetherMs` after a call, or later, stays
 * behind it, whatever tier he has and however little he asks for. So only finitely many calls pass it, each of
 * which ends by a deadline: no call waits for ever. With the settings as they are, a PRO call of 60 s lets
 * pass what comes in the next two minutes, an anonymous one what comes in the next 22.
 *
 * `waitedMs` is what a call waited with an earlier scheduler. Only its tab knows, and could say anything; so it
 * counts up to the call's own patience. Then its turn is now, which is still behind everyone whose patience is over:
 * no claim takes a call past the bound of another.
 */
export function turnOf(arrivedAt: number, patience: number, togetherMs: number, waitedMs = 0): number {
  const since = arrivedAt - Math.min(waitedMs, patience)
  return Math.floor(since / togetherMs) * togetherMs + patience
}
