import type { Facts } from './rules/rule'

/** Of `DemoState` in src/host/types.ts, which this room does not know. */
export interface DemoHistory {
  /** Seconds that completed runs took. */
  pastSeconds: readonly number[]
  spec: { gpu: readonly { name: string }[] } | undefined
}

/**
 * What a demo's past runs in this tab tell the rules. They say how long a run took and not which function did: of a demo
 * with several, nothing is known.
 * @param tierCapSeconds the longest call of the visitor's tier, after the size factor
 */
export function factsOf({ pastSeconds, spec }: DemoHistory, tierCapSeconds?: number): Facts {
  const [only, second] = spec?.gpu ?? []
  const cap = tierCapSeconds !== undefined && { tierCapSeconds }
  const p95Seconds = percentile95(pastSeconds)
  if (only === undefined || second !== undefined || p95Seconds === undefined) return { functions: {}, ...cap }
  return { functions: { [only.name]: { p95Seconds, runs: pastSeconds.length } }, ...cap }
}

/** By nearest rank; undefined of nothing. */
function percentile95(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(0.95 * sorted.length) - 1]
}
