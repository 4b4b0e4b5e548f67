/** Seconds while they pass: `8.6 s`, `0.0 s`, `120 s`. Never negative. */
export function formatSeconds(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  return `${seconds < 99.95 ? seconds.toFixed(1) : seconds.toFixed(0)} s`
}

/** Seconds as they were declared: `12 s`, `0.5 s`. */
export function formatDeclared(seconds: number): string {
  return `${Number(seconds.toFixed(2))} s`
}

/** What a bill says: hundredths of a second, so that two short calls differ. */
export function formatCharge(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(2)} s`
}

/** Time that is left, as a clock: `4:05`, `21:07:44`. Rounds down: it never shows more than there is. */
export function formatClock(ms: number): string {
  const total = Math.floor(Math.max(0, ms) / 1000)
  const seconds = String(total % 60).padStart(2, '0')
  const minutes = Math.floor(total / 60) % 60
  const hours = Math.floor(total / 3600)
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

/** When something happened, on the visitor's clock: `14:03:07.052`. */
export function formatInstant(ms: number): string {
  const at = new Date(ms)
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  return `${time}.${String(at.getMilliseconds()).padStart(3, '0')}`
}
