/** Spans of whole days, because the ledger keeps old leases as the sums of theirs. The days are those of UTC. */
export const SPANS = [
  { id: 'today', title: 'Today', days: 1 },
  { id: 'week', title: 'Last 7 days', days: 7 },
  { id: 'month', title: 'Last 30 days', days: 30 },
  { id: 'ever', title: 'All time', days: Number.POSITIVE_INFINITY },
] as const
export type Span = (typeof SPANS)[number]

const DAY_MS = 24 * 60 * 60_000

/** When the first of the last `days` days began, counting the one that `wall` is in. */
export function beginOf({ days }: Span, wall: number): number {
  return (Math.floor(wall / DAY_MS) + 1 - days) * DAY_MS
}
