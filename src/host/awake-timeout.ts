/** Many enough that what waited in the page's queue gets its turn before the last one. */
const STEPS = 8

/**
 * Calls `expired` after `ms`, of which a page that was frozen or busy has slept through one eighth at most: an answer
 * that came meanwhile is heard first.
 *
 * @returns ends it; idempotent
 */
export function awakeTimeout(ms: number, expired: () => void): () => void {
  let steps = STEPS
  let timer = setTimeout(step, ms / STEPS)

  function step(): void {
    steps -= 1
    if (steps === 0) expired()
    else timer = setTimeout(step, ms / STEPS)
  }

  return () => clearTimeout(timer)
}
