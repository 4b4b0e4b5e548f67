import type { CallState, LeaseView } from './types'

/** A handler that asks for a lease in a loop has any number of them. */
const MOST_LEASES = 100

type Leases = Pick<CallState, 'leases' | 'earlier'>

/** The newest leases of a call, and the sums of those before them, with the lease of this number as it stands now. */
export function withLease({ leases, earlier }: Leases, number: number, view: LeaseView): Leases {
  const at = number - earlier.leases
  // One that is no longer listed: its bill was still on its way.
  if (at < 0) return { leases, earlier: added(earlier, 0, view) }
  const next = [...leases.slice(0, at), view, ...leases.slice(at + 1)]
  const [oldest] = next
  if (next.length <= MOST_LEASES || oldest === undefined) return { leases: next, earlier }
  return { leases: next.slice(1), earlier: added(earlier, 1, oldest) }
}

function added(earlier: CallState['earlier'], leases: number, { bill }: LeaseView): CallState['earlier'] {
  return {
    leases: earlier.leases + leases,
    chargedMs: earlier.chargedMs + (bill?.chargedMs ?? 0),
    creditMs: earlier.creditMs + (bill?.creditMs ?? 0),
  }
}
