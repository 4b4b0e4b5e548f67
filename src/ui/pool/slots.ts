import type { Holder, PoolSnapshot } from '../../host/types'

/** A place in the pool as it is drawn: an `xlarge` lease fills every slot, so it is drawn once. */
export type SlotView = { holder: Holder; whole: boolean } | { holder: undefined; whole: false }

export function slotViews(pool: Pick<PoolSnapshot, 'slots' | 'holders'>): SlotView[] {
  const taken = pool.holders.map((holder) => ({ holder, whole: holder.size === 'xlarge' }))
  const used = taken.reduce((sum, { whole }) => sum + (whole ? pool.slots : 1), 0)
  const free = Array.from({ length: Math.max(0, pool.slots - used) }, () => FREE)
  return [...taken, ...free]
}

/**
 * The same in the places that `places` gives them (by lease), so that a lease does not move over when its neighbour
 * ends. Whoever has no place, or whose place is taken, gets one that is left.
 */
export function placedSlots(
  pool: Pick<PoolSnapshot, 'slots' | 'holders'>,
  places: ReadonlyMap<string, { first: number }>,
): SlotView[] {
  const views = slotViews(pool)
  const placed: (SlotView | undefined)[] = views.map(() => undefined)
  const left: SlotView[] = []
  for (const view of views) {
    const place = view.holder === undefined ? undefined : places.get(String(view.holder.lease))?.first
    if (place === undefined || place >= placed.length || placed[place] !== undefined) left.push(view)
    else placed[place] = view
  }
  return placed.map((view) => view ?? left.shift() ?? FREE)
}

const FREE = { holder: undefined, whole: false } as const
