import { currentRuntime } from './runtime'

const NEVER = new AbortController().signal

/** Fires when the lease of the running GPU function is at its end, or the visitor pressed Stop. */
export function signal(): AbortSignal {
  return currentRuntime()?.lease()?.signal ?? NEVER
}

/** Seconds that are left of the running lease; `Infinity` outside one. */
export function remaining(): number {
  return currentRuntime()?.lease()?.remaining() ?? Number.POSITIVE_INFINITY
}

/** Shows a bar on the page: `fraction` from 0 to 1, and what is being done. */
export function progress(fraction: number, text = ''): void {
  currentRuntime()?.lease()?.progress(fraction, text)
}
