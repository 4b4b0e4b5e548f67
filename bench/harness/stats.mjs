/**
 * The value below which `share` of the samples lie, interpolated between the two nearest.
 * @param {readonly number[]} samples at least one, in any order
 * @param {number} share 0..1
 */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]
  const above = sorted[Math.ceil(at)]
  return below + (above - below) * (at - Math.floor(at))
}

/** The median, and the spread that eight of ten samples stay in. */
export function summarise(samples) {
  if (samples.length === 0) throw new RangeError('nothing was sampled')
  return {
    median: quantile(samples, 0.5),
    p10: quantile(samples, 0.1),
    p90: quantile(samples, 0.9),
    samples: samples.length,
  }
}
