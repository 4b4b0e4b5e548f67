import { currentRuntime } from './runtime'

const NEVER = new AbortController().signal

/**
 * Inside a GPU function: fires when its lease is at its end, or the visitor pressed Stop. In the rest of a call: when
 * the visitor pressed Stop. Otherwise never. Its reason is the error that the call will end with.
 */
export function signal(): AbortSignal {
  const runtime = currentRuntime()
  return runtime?.lease()?.signal ?? runtime?.call()?.signal ?? NEVER
}

/** Seconds that are left of the running lease; `Infinity` outside one. */
export function remaining(): number {
  return currentRuntime()?.lease()?.remaining() ?? Number.POSITIVE_INFINITY
}

/** Shows a bar on the page while a call runs: `fraction` from 0 to 1, and what is being done. */
export function progress(fraction: number, text = ''): void {
  currentRuntime()?.call()?.progress(fraction, text)
}
