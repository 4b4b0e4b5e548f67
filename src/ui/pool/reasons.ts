import type { Holder, PoolSnapshot, Waiter } from '../../host/types'

type Queueing = Pick<PoolSnapshot, 'slots' | 'holders' | 'queue'>

/** Why a call has not got the GPU, in plain words. The scheduler says what it waits for; who is in the way is seen here. */
export function reasonOf(waiter: Waiter, pool: Queueing): string {
  const whole = waiter.size === 'xlarge'
  switch (waiter.why) {
    case 'its runner':
      return 'waits for its own runner, which still serves an earlier call; others may pass it'
    case 'concurrency':
      return `waits for an earlier ${waiter.fn}() to end: its demo allows no more at a time; others may pass it`
    case 'memory':
      return `${whole ? 'both slots are' : 'a slot is'} free; waits for warm runners to give up their memory`
    case 'slot':
    case 'both slots':
      return waiter.next ? slotReason(whole, pool) : behind(waiter, pool)
  }
}

function slotReason(whole: boolean, { slots, holders }: Queueing): string {
  const free = slots - holders.reduce((sum, { size }) => sum + (size === 'xlarge' ? slots : 1), 0)
  if (!whole) return free > 0 ? 'gets the slot that is free' : 'gets the first slot that is free'
  if (free >= slots) return 'gets both slots'
  return free > 0
    ? 'waits for both slots: one is kept free for it, the other one drains'
    : holders.length === 1
      ? 'waits for both slots: one lease holds them'
      : 'waits for both slots: two leases have to end'
}

function behind({ position, size }: Waiter, { queue }: Queueing): string {
  const first = queue.find(({ next }) => next)
  const needs = size === 'xlarge' ? 'needs both slots' : 'needs a slot'
  const ahead = position - 1
  const many = ahead === 1 ? 'one call is' : `${ahead} calls are`
  // What keeps a slot free keeps everyone behind it waiting: that is why the pool may look idle.
  if (first !== undefined && first.size === 'xlarge' && first.position < position) {
    return `${needs}; ${many} before it, and the first of them takes both slots`
  }
  return ahead > 0 ? `${needs}; ${many} before it` : needs
}

/** The headline: who holds the GPU, who is next, and why. */
export interface Headline {
  holders: string
  next: string | undefined
}

export function headlineOf(pool: Queueing, title: (demo: string) => string): Headline {
  const { holders, queue, slots } = pool
  const next = queue.find((waiter) => waiter.next)
  return {
    holders: holdersText(holders, slots, title),
    next: next === undefined ? undefined : `${title(next.demo)} ${reasonOf(next, pool)}`,
  }
}

function holdersText(holders: readonly Holder[], slots: number, title: (demo: string) => string): string {
  const [first, second] = holders
  if (first === undefined) return 'The GPU is free: nobody holds it'
  if (first.size === 'xlarge') return `${title(first.demo)} holds the whole GPU`
  if (second === undefined) return `${title(first.demo)} holds one half of the GPU, the other one is free`
  return holders.length < slots || first.demo !== second.demo
    ? `${title(first.demo)} and ${title(second.demo)} hold one half of the GPU each`
    : `Two calls of ${title(first.demo)} hold one half of the GPU each`
}
