import { natives } from '../gpu/natives'

/** What is on its way to the GPU is at most twice this, and lies in memory that renderer and GPU process share. */
const HALF = 16 << 20

/** Holds a writer back while the GPU process has not taken what it wrote before: reading can be faster than writing. */
export interface WriteWindow {
  /** To be awaited before the next write. */
  wrote(bytes: number): Promise<void>
}

export function createWriteWindow(queue: GPUQueue): WriteWindow {
  let since = 0
  let taken: Promise<unknown> = Promise.resolve()
  return {
    async wrote(bytes) {
      since += bytes
      if (since < HALF) return
      since = 0
      // The half before this one: this one is taken while the next is read.
      const before = taken
      taken = natives.onSubmittedWorkDone(queue)
      // Nobody may come to wait for the last; a lost device is told by the device itself.
      taken.catch(() => undefined)
      await before
    },
  }
}
