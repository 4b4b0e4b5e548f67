/** Memory to read stored bytes into: all that staging needs of its own, whatever the number of downloads. */
export interface Buffers {
  /**
   * Has buffers kept while nobody is at one, until the returned function is called. A new one each time would leave the
   * old ones for the collector, which is in no hurry (docs/decisions/0005).
   */
  keep(): () => void
  /** Waits for its turn; rejects with the reason of `signal`. */
  acquire(signal: AbortSignal): Promise<ArrayBuffer>
  /**
   * Gives back what was acquired, or what became of it: a stream that reads into a buffer detaches it, and hands its
   * memory on as another one. A detached buffer is replaced: a stream broke, and its memory is lost with it.
   */
  release(buffer: ArrayBuffer): void
}

interface Waiter {
  resolve(buffer: ArrayBuffer): void
}

/** @param count how many there are at a time, of `bytes` each; made when they are needed, and kept while `keep` asks for it */
export function createBuffers(count: number, bytes: number): Buffers {
  const free: ArrayBuffer[] = []
  const waiting: Waiter[] = []
  let made = 0
  let out = 0
  let keepers = 0

  /** An idle worker holds no memory. */
  function forget(): void {
    if (out === 0 && keepers === 0) made -= free.splice(0).length
  }

  return {
    keep() {
      keepers += 1
      let kept = true
      return () => {
        if (kept) keepers -= 1
        kept = false
        forget()
      }
    },
    acquire(signal) {
      if (signal.aborted) return Promise.reject(signal.reason)
      out += 1
      const buffer = free.pop()
      if (buffer !== undefined) return Promise.resolve(buffer)
      if (made < count) {
        made += 1
        return Promise.resolve(new ArrayBuffer(bytes))
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
      const whole = buffer.byteLength === bytes ? buffer : new ArrayBuffer(bytes)
      const next = waiting.shift()
      if (next !== undefined) return next.resolve(whole)
      free.push(whole)
      forget()
    },
  }
}
