/** Requests that wait for their reply, by id. Each is settled once; a late or unknown reply is ignored. */
export interface Pending<T> {
  open(id: string): Promise<T>
  resolve(id: string, value: T): void
  reject(id: string, error: unknown): void
}

export function createPending<T>(): Pending<T> {
  const waiting = new Map<string, PromiseWithResolvers<T>>()

  function take(id: string): PromiseWithResolvers<T> | undefined {
    const found = waiting.get(id)
    waiting.delete(id)
    return found
  }

  return {
    open(id) {
      const made = Promise.withResolvers<T>()
      waiting.set(id, made)
      return made.promise
    },
    resolve: (id, value) => take(id)?.resolve(value),
    reject: (id, error) => take(id)?.reject(error),
  }
}
