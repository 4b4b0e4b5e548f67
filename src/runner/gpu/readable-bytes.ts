const UNITS = ['kB', 'MB', 'GB'] as const

/** Exact up to 10,000 bytes; above with one decimal, in powers of ten. */
export function readableBytes(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`
  let [unit, value] = ['kB', bytes / 1000]
  for (const larger of UNITS.slice(1)) {
    if (value < 1000) break
    ;[unit, value] = [larger, value / 1000]
  }
  return `${value.toFixed(1)} ${unit}`
}
