/** What the place in the queue depends on. All of it is fixed when a request arrives. */
export interface Ordered {
  account: { rule: { priority: number } }
  requestedMs: number
  remainingMs: number
  arrival: number
}

/**
 * The order of the queue (ZEROGPU.md, Duration, quota, queue): tier priority, then what asks for less, then
 * whose visitor has more left, then who came first. Total: no two arrivals are equal.
 */
export function compareTasks(a: Ordered, b: Ordered): number {
  return (
    b.account.rule.priority - a.account.rule.priority ||
    a.requestedMs - b.requestedMs ||
    b.remainingMs - a.remainingMs ||
    a.arrival - b.arrival
  )
}
