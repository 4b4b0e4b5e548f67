/** Runs one task after the other, in the order in which they came. A failed task does not stop the next. */
export interface Mutex {
  run<T>(task: () => Promise<T>): Promise<T>
}

export function createMutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    run(task) {
      const result = tail.then(task)
      // The caller gets the failure through `result`; the queue only waits for the end.
      tail = result.then(
        () => undefined,
        () => undefined,
      )
      return result
    },
  }
}
