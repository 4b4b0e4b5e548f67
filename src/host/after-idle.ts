/** Chromium may not be idle for a minute on a machine that is busy, not even with a page on which nothing happens. */
const AT_MOST_MS = 2_000

/** Does it when the page is up and has nothing else to do, or after a while. */
export function afterIdle(task: () => void): void {
  // Not in Safari, which starts it with the next task.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: AT_MOST_MS })
  else setTimeout(task)
}
