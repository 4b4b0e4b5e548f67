import type { PastRun, PastRuns } from './profile/past-run'
import { statsOf } from './profile/stats'
import type { Facts, FunctionFacts } from './rules/rule'

/** Less idle time in a run is what any call costs; moving code about would not win it back. */
const WORTH_MS = 100

/**
 * What the past runs in this tab tell the rules of each GPU function.
 * @param tierCapSeconds the longest call of the visitor's tier, after the size factor
 */
export function factsOf(pastRuns: PastRuns, tierCapSeconds?: number): Facts {
  const functions = [...pastRuns].flatMap(([fn, runs]) => {
    const facts = factsAbout(runs)
    return facts === undefined ? [] : [[fn, facts] as const]
  })
  return { functions: Object.fromEntries(functions), ...(tierCapSeconds !== undefined && { tierCapSeconds }) }
}

function factsAbout(runs: readonly PastRun[]): FunctionFacts | undefined {
  const stats = statsOf(runs)
  if (stats === undefined) return undefined
  const { ranMs, held, idle } = stats
  return {
    p95Seconds: ranMs.p95 / 1000,
    runs: stats.runs,
    ...(held !== undefined && { peakHeldBytes: held.peakBytes, sliceBytes: held.sliceBytes }),
    ...(idle !== undefined && idle.ms >= WORTH_MS && { cpuShare: idle.share }),
  }
}
