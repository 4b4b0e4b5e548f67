// biome-ignore lint/suspicious/noExplicitAny: the one type that every function is assignable to
export type AnyFunction = (...args: any[]) => unknown

export interface GpuOptions<F extends AnyFunction = AnyFunction> {
  /**
   * Seconds of GPU time that a call may take; a number, or a function of the same arguments. Default 60.
   * Shorter calls go first and are refused less often (ZEROGPU.md, Duration).
   */
  duration?: number | Duration<F>
  /** `'large'` (default) is half of the pool at 1x, `'xlarge'` all of it at 2x. */
  size?: 'large' | 'xlarge'
  /**
   * At most this many leases of the function at once, over all tabs; absent: as many as there are slots. It is also
   * how many calls of the demo run side by side in one tab, each in a runner with a module scope of its own: the
   * largest of its functions counts, at most 4; absent: one at a time, as on Spaces.
   */
  concurrency?: number
}

type Duration<F extends AnyFunction> = (...args: Parameters<F>) => number
