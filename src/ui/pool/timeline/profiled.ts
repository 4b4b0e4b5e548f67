import type { Host, LeaseView } from '../../../host/types'
import { lanesOf } from '../../profile/lanes'
import type { LeaseSpan } from './lease-span'
import type { TracePart } from './trace'

/** A lease that ran in this tab, with what its runner told of it. */
export interface Profiled {
  demo: string
  lease: LeaseView
}

/** The profiles that this tab still has. Those of other tabs are not told to anyone else. */
export async function readProfiles(host: Host): Promise<Profiled[]> {
  await host.ready()
  return [...host.cards, ...host.own.state.getState().cards].flatMap(({ id }) => {
    const runs = host.demo(id)?.state.getState().pastRuns.values() ?? []
    return [...runs].flat().map((lease) => ({ demo: id, lease }))
  })
}

/** Two clocks tell of the same grant, and the ledger in whole milliseconds. */
const NEAR_MS = 50

/**
 * @param origin when the page's clock was 0, milliseconds since the epoch
 * @returns what is known of the inside of a lease: nothing, unless it ran here and is among those
 */
export function partsFrom(
  profiles: readonly Profiled[],
  origin: number,
): (span: LeaseSpan) => readonly TracePart[] {
  return (span) => {
    const found = profiles.find(({ demo, lease }) => demo === span.demo && isSame(lease, span, origin))
    if (found === undefined) return []
    // From the grant on both clocks, so that parts lie in their phases.
    const { queuedAt, grantedAt = queuedAt } = found.lease
    const begun = (span.grantedAt ?? span.queuedAt) - (grantedAt - queuedAt)
    return lanesOf(found.lease)
      .filter(({ name }) => name !== 'Lease')
      .flatMap((lane) =>
        lane.bars.map(({ name, detail, from, to, row }) => ({
          lane: row === 0 ? lane.name : `${lane.name} (${row + 1})`,
          ...{ name, detail, from: begun + from, to: begun + to },
        })),
      )
  }
}

function isSame({ fn, grantedAt, bill }: LeaseView, span: LeaseSpan, origin: number): boolean {
  if (fn !== span.fn || grantedAt === undefined || span.grantedAt === undefined) return false
  return bill?.chargedMs === span.bill?.chargedMs && Math.abs(origin + grantedAt - span.grantedAt) < NEAR_MS
}
