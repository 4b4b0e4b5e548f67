/**
 * What a runner may send. An honest one sends a few messages for each step that a person can follow; 1,000 steps as fast
 * as they go, with a few log lines each, pass by the burst. A message costs the page some 40 to 70 µs
 * (`npm run bench -- call`, the row of the generator), so a runner at the limit takes a third of its time at most.
 */
export const MESSAGES_PER_SECOND = 5_000
export const MESSAGES_AT_ONCE = 10_000

/** A token bucket. */
export interface MessageBudget {
  /** False from the message on that is one too many. */
  spend(): boolean
  /** The page itself asks for something: what comes of it may be a burst again, right after the last one. */
  refill(): void
}

/** @param now milliseconds */
export function createMessageBudget(now: () => number): MessageBudget {
  let left = MESSAGES_AT_ONCE
  let at = now()
  return {
    spend() {
      const time = now()
      left = Math.min(MESSAGES_AT_ONCE, left + ((time - at) / 1000) * MESSAGES_PER_SECOND)
      at = time
      left -= 1
      return left >= 0
    },
    refill() {
      left = MESSAGES_AT_ONCE
    },
  }
}
