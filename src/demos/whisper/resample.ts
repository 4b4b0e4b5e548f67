/** What `AudioClip` is. */
export interface Clip {
  sampleRate: number
  channels: readonly Float32Array[]
}

/** Zero crossings of the filter on each side: more cut more sharply, and take longer. */
const CROSSINGS = 16

/**
 * One channel at another rate, as speech models take it: the channels' mean, low-passed by a windowed sinc so that
 * nothing above half of the lower rate folds back as noise.
 *
 * @param rate samples a second, of the result
 */
export function monoAt(rate: number, { sampleRate, channels }: Clip): Float32Array {
  const mono = meanOf(channels)
  if (sampleRate === rate) return mono
  const filter = createFilter(sampleRate, rate)
  return Float32Array.from({ length: Math.round((mono.length * rate) / sampleRate) }, (_, at) =>
    filter(mono, at),
  )
}

function meanOf(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channels
  if (others.length === 0) return first
  return first.map((value, at) => others.reduce((sum, channel) => sum + channel[at], value) / channels.length)
}

/** A sample of the result, by its place. The weights repeat with the ratio's period, so they are made once for each phase. */
function createFilter(from: number, to: number): (samples: Float32Array, at: number) => number {
  const period = to / greatestDivisor(from, to)
  // In samples of the input: it reaches further the lower it has to cut.
  const width = Math.max(1, from / to)
  const reach = Math.ceil(CROSSINGS * width)
  const phases = new Map<number, Float64Array>()

  function weightsAt(phase: number): Float64Array {
    const known = phases.get(phase)
    if (known !== undefined) return known
    const offset = ((phase * from) / to) % 1
    const raw = Float64Array.from({ length: 2 * reach + 1 }, (_, tap) =>
      weight((tap - reach - offset) / width),
    )
    // A constant stays what it is.
    const sum = raw.reduce((a, b) => a + b, 0)
    const weights = raw.map((value) => value / sum)
    phases.set(phase, weights)
    return weights
  }

  return (samples, at) => {
    const weights = weightsAt(at % period)
    const begin = Math.floor((at * from) / to) - reach
    let value = 0
    for (let tap = 0; tap < weights.length; tap++) value += weights[tap] * (samples[begin + tap] ?? 0)
    return value
  }
}

/** A sinc under a raised cosine, which ends it after `CROSSINGS`. */
function weight(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= CROSSINGS) return 0
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * x) / CROSSINGS))
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
