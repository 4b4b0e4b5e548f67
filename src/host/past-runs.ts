import type { LeaseView, PastRuns } from './types'

const MOST_RUNS = 50
/** Of so many the spans are kept, of those before them the sums. */
const MOST_SPANS_OF = 5

/**
 * The leases that completed, with one more, or with what became known of one since.
 * @param before the same lease as it was counted; absent: it was not
 */
export function withRun(past: PastRuns, view: LeaseView, before?: LeaseView): PastRuns {
  const runs = past.get(view.fn) ?? []
  if (before !== undefined && !runs.includes(before)) return past
  const next = before === undefined ? [...runs, view] : runs.map((run) => (run === before ? view : run))
  const kept = next.slice(-MOST_RUNS)
  return new Map(past).set(
    view.fn,
    kept.map((run, index) => (index < kept.length - MOST_SPANS_OF ? withoutSpans(run) : run)),
  )
}

function withoutSpans(run: LeaseView): LeaseView {
  if (run.profile === undefined || run.profile.spans.length === 0) return run
  return { ...run, profile: { ...run.profile, spans: [] } }
}
