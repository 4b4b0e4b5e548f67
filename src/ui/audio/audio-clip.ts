import * as v from 'valibot'

/** Sound as handlers take and give it: samples from -1 to 1, a list for each channel, all of one length. */
export interface AudioClip {
  /** Samples per second. */
  sampleRate: number
  channels: Float32Array[]
}

/** Wider than what any browser plays; a runner may send anything. */
const clipSchema = v.object({
  sampleRate: v.pipe(v.number(), v.minValue(1000), v.maxValue(768_000)),
  channels: v.pipe(v.array(v.instance(Float32Array)), v.minLength(1), v.maxLength(32)),
})

/** Undefined for what is no sound, or has not a single sample. */
export function parseAudioClip(value: unknown): AudioClip | undefined {
  const parsed = v.safeParse(clipSchema, value)
  if (!parsed.success) return undefined
  const [first, ...others] = parsed.output.channels
  if (first === undefined || first.length === 0) return undefined
  return others.every(({ length }) => length === first.length) ? parsed.output : undefined
}

/** Seconds. */
export function lengthOfClip({ sampleRate, channels }: AudioClip): number {
  return (channels[0]?.length ?? 0) / sampleRate
}
