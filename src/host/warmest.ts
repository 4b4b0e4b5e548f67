import type { DemoState } from './types'

type Residency = DemoState['residency']

const LADDER = ['idle', 'cool', 'warm', 'leased'] as const

/** Positive if `a` is further up the ladder than `b`; on the same rung, if it holds more. */
export function compareResidency(a: Residency, b: Residency): number {
  return rung(a) - rung(b) || (a?.held ?? 0) - (b?.held ?? 0)
}

function rung(residency: Residency): number {
  return residency === undefined ? -1 : LADDER.indexOf(residency.level)
}

export interface Candidate {
  readonly residency: Residency
  /** Counts up with each use; 0 before the first. */
  readonly used: number
}

/**
 * The one that serves a call soonest: warm before cool before idle, then the one that holds more, then the one that
 * was used last, so that the others stay unused and give up their memory. One whose lease is still ending, of a
 * call that is over, comes last: it can have no other meanwhile.
 */
export function warmest<T extends Candidate>(free: Iterable<T>): T | undefined {
  let best: T | undefined
  for (const candidate of free) if (best === undefined || isWarmer(candidate, best)) best = candidate
  return best
}

function isWarmer(a: Candidate, b: Candidate): boolean {
  const order = compareResidency(settledOnly(a.residency), settledOnly(b.residency))
  return order === 0 ? a.used > b.used : order > 0
}

function settledOnly(residency: Residency): Residency {
  return residency?.level === 'leased' ? undefined : residency
}
