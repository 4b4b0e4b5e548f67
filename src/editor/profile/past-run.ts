/** A lease that completed: of `LeaseView` in src/host/types.ts, which this room does not know. */
export interface PastRun {
  /** Instants are of one clock, in milliseconds. */
  queuedAt: number
  grantedAt: number | undefined
  startedAt: number | undefined
  /** Bytes that were attached. */
  total: number
  bill: { ranMs: number; chargedMs: number } | undefined
  /** As its runner tells it; undefined: it did not. */
  profile: { sliceBytes: number; peakHeldBytes: number; busyMs: number } | undefined
}

/** By GPU function, oldest first. */
export type PastRuns = ReadonlyMap<string, readonly PastRun[]>
