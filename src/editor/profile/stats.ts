import type { PastRun } from './past-run'

/** Of the same part of several runs. */
export interface Spread {
  last: number
  p50: number
  p95: number
}

/** What past runs of one GPU function took: milliseconds and bytes. */
export interface RunStats {
  runs: number
  queueMs: Spread
  attachMs: Spread
  ranMs: Spread
  chargedMs: Spread
  /** Attached by the last run. */
  bytes: number
  /** By those runs that had as large a slice as the last one; undefined: no runner told. */
  held: { peakBytes: number; sliceBytes: number } | undefined
  /** Of the run while the GPU had nothing to do; undefined: no runner told. */
  idle: { share: number; ms: number } | undefined
}

/** Undefined of no runs. */
export function statsOf(runs: readonly PastRun[]): RunStats | undefined {
  const last = runs.at(-1)
  const queueMs = spreadOf(runs.map(({ queuedAt, grantedAt }) => (grantedAt ?? queuedAt) - queuedAt))
  const attachMs = spreadOf(runs.map(({ grantedAt = 0, startedAt }) => (startedAt ?? grantedAt) - grantedAt))
  const ranMs = spreadOf(runs.map(({ bill }) => bill?.ranMs ?? 0))
  const chargedMs = spreadOf(runs.map(({ bill }) => bill?.chargedMs ?? 0))
  if (last === undefined || !queueMs || !attachMs || !ranMs || !chargedMs) return undefined
  return {
    runs: runs.length,
    queueMs,
    attachMs,
    ranMs,
    chargedMs,
    bytes: last.total,
    held: heldBy(runs),
    idle: idleIn(runs),
  }
}

/** By nearest rank. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const rank = (share: number): number | undefined => sorted[Math.ceil(share * sorted.length) - 1]
  const [last, p50, p95] = [values.at(-1), rank(0.5), rank(0.95)]
  return last === undefined || p50 === undefined || p95 === undefined ? undefined : { last, p50, p95 }
}

function heldBy(runs: readonly PastRun[]): RunStats['held'] {
  const told = runs.flatMap(({ profile }) => profile ?? [])
  const sliceBytes = told.at(-1)?.sliceBytes
  if (sliceBytes === undefined) return undefined
  const alike = told.filter((profile) => profile.sliceBytes === sliceBytes)
  return { peakBytes: Math.max(...alike.map(({ peakHeldBytes }) => peakHeldBytes)), sliceBytes }
}

/** Of the run in the middle: the first one compiles shaders. */
function idleIn(runs: readonly PastRun[]): RunStats['idle'] {
  const told = runs.flatMap(({ bill, profile }) =>
    bill === undefined || profile === undefined || bill.ranMs <= 0
      ? []
      : [{ share: 1 - profile.busyMs / bill.ranMs, ms: bill.ranMs - profile.busyMs }],
  )
  const sorted = told.toSorted((a, b) => a.share - b.share)
  return sorted[Math.ceil(sorted.length / 2) - 1]
}
