import * as v from 'valibot'
import { profileSchema } from '../protocol/profile'
import type { LeaseProfile, LeaseView, ProfileSpan } from './types'

/** What the page knows of the lease by itself. */
type Known = Pick<LeaseView, 'grantedAt' | 'startedAt'> & {
  bill: { ranMs: number } | undefined
  sliceBytes: number
}

/**
 * What a runner tells of its lease, on the page's clock, and within what the page itself saw of it: a runner may tell
 * anything, and nothing is decided by it.
 * @returns undefined for what is no profile, and for a lease that did not run
 */
export function readProfile(
  told: unknown,
  { grantedAt, startedAt, bill, sliceBytes }: Known,
): LeaseProfile | undefined {
  const parsed = v.safeParse(profileSchema, told)
  if (!parsed.success || grantedAt === undefined || startedAt === undefined || bill === undefined)
    return undefined
  const { startedAt: startedThere, busyMs, peakHeldBytes, timing, spans, left } = parsed.output
  const end = startedAt + bill.ranMs
  const within = (at: number): number => Math.min(end, Math.max(grantedAt, at))
  return {
    sliceBytes,
    peakHeldBytes: Math.min(peakHeldBytes, sliceBytes),
    busyMs: Math.min(busyMs, bill.ranMs),
    timing,
    spans: spans.map(({ at, ms, ...span }): ProfileSpan => {
      // Both heard of the start, a message apart.
      const begun = within(startedAt + at - startedThere)
      return { ...span, at: begun, ms: within(startedAt + at - startedThere + ms) - begun }
    }),
    left,
  }
}
