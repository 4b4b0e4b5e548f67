/** Tells when a segment is stored. */
export interface Arrivals {
  arrived(index: number): void
  /** No further segment comes: who waits for one gets false. */
  end(): void
  /** Who waits, now or later, is rejected. */
  fail(cause: unknown): void
  /** True when it is stored, false when the file ends before it. */
  wait(index: number): Promise<boolean>
}

interface Waiter {
  index: number
  resolve(stored: boolean): void
  reject(cause: unknown): void
}

export function createArrivals(): Arrivals {
  const there = new Set<number>()
  const waiting = new Set<Waiter>()
  let ended = false
  let failure: { cause: unknown } | undefined

  function settle(which: (waiter: Waiter) => boolean, how: (waiter: Waiter) => void): void {
    for (const waiter of [...waiting].filter(which)) {
      waiting.delete(waiter)
      how(waiter)
    }
  }

  return {
    arrived(index) {
      there.add(index)
      settle(
        (waiter) => waiter.index === index,
        ({ resolve }) => resolve(true),
      )
    },
    end() {
      ended = true
      settle(
        () => true,
        ({ resolve }) => resolve(false),
      )
    },
    fail(cause) {
      failure ??= { cause }
      settle(
        () => true,
        ({ reject }) => reject(cause),
      )
    },
    async wait(index) {
      if (there.has(index)) return true
      if (failure !== undefined) throw failure.cause
      if (ended) return false
      return new Promise((resolve, reject) => waiting.add({ index, resolve, reject }))
    },
  }
}
