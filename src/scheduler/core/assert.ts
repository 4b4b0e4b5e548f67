/** For what only a mistake in our own code can cause. What a message can cause is refused instead. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Scheduler: ${message}`)
}
