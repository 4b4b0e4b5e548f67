import type { PastRun } from './past-run'

/** Waited 10 ms, attached 4.2 MB in 300 ms, ran as long as it is told, and was charged for that. */
export function fakeRun({
  ranMs = 400,
  total = 4_200_000,
  profile,
}: {
  ranMs?: number
  total?: number
  profile?: PastRun['profile']
} = {}): PastRun {
  return {
    queuedAt: 1000,
    grantedAt: 1010,
    startedAt: 1310,
    total,
    bill: { ranMs, chargedMs: ranMs },
    profile,
  }
}
