import type { Holder } from '../../host/types'

export interface Countdown {
  /** Of the declared seconds. */
  leftMs: number
  /** Share of the budget that is used up, 0 to 1. */
  used: number
}

/**
 * A lease's budget `elapsedMs` after the snapshot that told of it. The scheduler's clock decides; this only
 * carries its last word on until the next one, and stops at zero.
 */
export function countDown(holder: Holder, elapsedMs: number): Countdown {
  const budgetMs = holder.seconds * 1000
  if (holder.state === 'attaching' || budgetMs <= 0) return { leftMs: Math.max(0, budgetMs), used: 0 }
  const ranMs = Math.min(budgetMs, holder.ranMs + Math.max(0, elapsedMs))
  return { leftMs: budgetMs - ranMs, used: ranMs / budgetMs }
}

/** Share of the weights that an attach has streamed, 0 to 1; 0 while nothing is known of them. */
export function attached(holder: Pick<Holder, 'loaded' | 'total'>): number {
  return holder.total > 0 ? Math.min(1, holder.loaded / holder.total) : 0
}
