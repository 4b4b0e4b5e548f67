import type { AudioClip } from './audio-clip'

/** How loud the sound is in each of `count` parts of its length: the furthest sample from silence, 0 to 1. */
export function peaksOf({ channels }: AudioClip, count: number): number[] {
  const length = channels[0]?.length ?? 0
  return Array.from({ length: Math.min(count, length) }, (_, part, parts = Math.min(count, length)) => {
    const from = Math.floor((part * length) / parts)
    const to = Math.floor(((part + 1) * length) / parts)
    let peak = 0
    for (const samples of channels) {
      for (let at = from; at < to; at++) {
        const level = Math.abs(samples[at] ?? 0)
        if (level > peak) peak = level
      }
    }
    return Math.min(1, peak)
  })
}
