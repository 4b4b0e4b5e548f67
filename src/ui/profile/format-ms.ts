/** A duration as short as it is: `0.3 ms`, `41 ms`, `1.24 s`. */
export function formatMs(ms: number): string {
  if (ms === 0) return '0 ms'
  if (ms < 9.95) return `${ms.toFixed(1)} ms`
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`
}
