export interface Random {
  /** From 0 up to, not including, 1. */
  uniform(): number
  /** Between arrivals of a Poisson process. */
  exponential(mean: number): number
  /** Around `median`, a factor of e^spread to either side. */
  logNormal(median: number, spread: number): number
}

/** mulberry32: the same numbers for the same seed. */
export function createRandom(seed: number): Random {
  let state = seed
  function uniform(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    uniform,
    exponential: (mean) => -Math.log(1 - uniform()) * mean,
    logNormal(median, spread) {
      const normal = Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
      return median * Math.exp(spread * normal)
    },
  }
}
