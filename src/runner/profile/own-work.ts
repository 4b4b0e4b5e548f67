import type { ProfileSpan } from '../../protocol/profile'
import type { Busy } from './busy'

/** What a handler submits itself, as spans from the first submit to when the GPU is done with all that followed it. */
export interface OwnWork {
  /** @param dispatches that it submitted */
  submitted(queue: GPUQueue, dispatches: number): void
  /** Ends the span that is open. */
  settle(): void
}

interface Open {
  at: number
  submits: number
  dispatches: number
}

export interface OwnWorkOptions {
  /** Milliseconds of the lease. */
  now(): number
  busy: Busy
  add(span: ProfileSpan): void
  /** Resolves when the GPU has done what was submitted so far. */
  done(queue: GPUQueue): Promise<unknown>
}

export function createOwnWork({ now, busy, add, done }: OwnWorkOptions): OwnWork {
  let open: Open | undefined

  function settle(): void {
    if (open === undefined) return
    const { at, submits, dispatches } = open
    open = undefined
    busy.end()
    add({ kind: 'submit', name: '', at, ms: now() - at, submits, dispatches })
  }

  /** One question at a time: a handler that submits without end is asked about no more often. */
  async function watch(queue: GPUQueue, mine: Open): Promise<void> {
    for (let seen = 0; open === mine && seen < mine.submits; ) {
      seen = mine.submits
      // On a device that is lost nothing is ever done; the lease ends.
      await done(queue).catch(() => undefined)
    }
    if (open === mine) settle()
  }

  return {
    submitted(queue, dispatches) {
      if (open === undefined) {
        busy.begin()
        open = { at: now(), submits: 1, dispatches }
        void watch(queue, open)
        return
      }
      open.submits += 1
      open.dispatches += dispatches
    },
    settle,
  }
}
