import type { Holder, PoolSnapshot } from '../../host/types'

/** A place in the pool as it is drawn: an `xlarge` lease fills every slot, so it is drawn once. */
export type SlotView = { holder: Holder; whole: boolean } | { holder: undefined; whole: false }

export function slotViews(pool: Pick<PoolSnapshot, 'slots' | 'holders'>): SlotView[] {
  const taken = pool.holders.map((holder) => ({ holder, whole: holder.size === 'xlarge' }))
  const used = taken.reduce((sum, { whole }) => sum + (whole ? pool.slots : 1), 0)
  const free = Array.from({ length: Math.max(0, pool.slots - used) }, () => FREE)
  return [...taken, ...free]
}

const FREE = { holder: undefined, whole: false } as const
