/** Memory for segments that are on their way from the network into storage: all that a download holds. */
export interface Buffers {
  /** Waits for its turn; rejects with the reason of `signal`. */
  acquire(signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>
  release(buffer: Uint8Array<ArrayBuffer>): void
}

interface Waiter {
  resolve(buffer: Uint8Array<ArrayBuffer>): void
}

/** @param count how many there are at a time, of `bytes` each; they are made when they are needed, and kept */
export function createBuffers(count: number, bytes: number): Buffers {
  const free: Uint8Array<ArrayBuffer>[] = []
  const waiting: Waiter[] = []
  let made = 0
  let out = 0

  return {
    acquire(signal) {
      if (signal.aborted) return Promise.reject(signal.reason)
      out += 1
      const buffer = free.pop()
      if (buffer !== undefined) return Promise.resolve(buffer)
      if (made < count) {
        made += 1
        return Promise.resolve(new Uint8Array(bytes))
      }
      return new Promise((resolve, reject) => {
        const waiter: Waiter = { resolve }
        const aborted = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1)
          out -= 1
          reject(signal.reason)
        }
        waiter.resolve = (given) => {
          signal.removeEventListener('abort', aborted)
          resolve(given)
        }
        signal.addEventListener('abort', aborted, { once: true })
        waiting.push(waiter)
      })
    },
    release(buffer) {
      out -= 1
      const next = waiting.shift()
      if (next !== undefined) return next.resolve(buffer)
      free.push(buffer)
      // Nothing is under way: an idle worker holds no memory for it.
      if (out === 0) made -= free.splice(0).length
    },
  }
}
