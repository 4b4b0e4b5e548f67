/** Does it when the page is up and has nothing else to do. */
export function afterIdle(task: () => void): void {
  // Not in Safari, which starts it with the next task.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task)
  else setTimeout(task)
}
