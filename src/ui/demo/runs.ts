import type { Call, ComponentSpec, Demo } from '../../host/types'
import type { Drafts } from './form'

/** A call that a visitor has started, with all that it was started with. */
export interface Run {
  demo: Demo
  call: Call
  /** Less `State`s, as are `inputs`. */
  specs: { inputs: readonly ComponentSpec[]; outputs: readonly ComponentSpec[] }
  inputs: readonly unknown[]
  /** What the form held. */
  drafts: Drafts
  /** Under which of them each input lies, in their order. */
  keys: readonly string[]
  /** Of Blocks: the number of the event. */
  event: number | undefined
  /** By an edited handler. */
  edited: boolean
  /** Milliseconds since the epoch. */
  at: number
}

/** Tells who wants to know of each run as it starts: the history, and the recorder of scripts. It keeps none. */
export interface Runs {
  tell(run: Run): void
  /** @returns ends it */
  listen(heard: (run: Run) => void): () => void
}

export function createRuns(): Runs {
  const listeners = new Set<(run: Run) => void>()
  return {
    tell(run) {
      for (const heard of listeners) heard(run)
    },
    listen(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

/** Of this tab. */
export const runs = createRuns()
