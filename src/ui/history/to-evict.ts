import type { RunRecord } from './records'

export interface Limits {
  /** Runs of one demo. */
  runs: number
  /** Of all demos together. */
  bytes: number
}

/** Which runs have to go, the oldest first, so that the rest keeps to the limits. The newest of all stays. */
export function toEvict(
  records: readonly Pick<RunRecord, 'id' | 'demo' | 'bytes'>[],
  limits: Limits,
): number[] {
  const newest = records.toSorted((a, b) => b.id - a.id)
  const counts = new Map<string, number>()
  const going: number[] = []
  let bytes = 0
  let full = false
  for (const [at, { id, demo, bytes: size }] of newest.entries()) {
    const count = (counts.get(demo) ?? 0) + 1
    counts.set(demo, count)
    // Nothing older than what had to go may stay for its small size: that would be no history.
    full ||= at > 0 && bytes + size > limits.bytes
    if (full || count > limits.runs) going.push(id)
    else bytes += size
  }
  return going
}
