/** Lets the first call through, then one per interval, and none in between: progress is worth no more. */
export function createThrottle<Args extends unknown[]>(
  intervalMs: number,
  now: () => number,
  call: (...args: Args) => void,
): (...args: Args) => void {
  let next = Number.NEGATIVE_INFINITY
  return (...args) => {
    const at = now()
    if (at < next) return
    next = at + intervalMs
    call(...args)
  }
}
