import type { AudioClip } from './audio-clip'
import { sampleRateOf } from './sample-rate'

/** Decoded it takes ten times as much. */
const MOST_BYTES = 128_000_000
/** What a browser has to be able to decode to, by the Web Audio API. */
const LOWEST_RATE = 8000
const HIGHEST_RATE = 96_000
/** Of files that are not understood here. What a browser records is Opus, which has this one. */
const USUAL_RATE = 48_000

/** Decodes a file, at its own rate. Rejects with an `Error` whose message is for the visitor. */
export async function readAudio(file: Blob): Promise<AudioClip> {
  if (file.size > MOST_BYTES) {
    throw new Error(
      `The file has ${Math.ceil(file.size / 1e6)} MB; ${MOST_BYTES / 1e6} MB is the most that is decoded`,
    )
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const rate = Math.min(HIGHEST_RATE, Math.max(LOWEST_RATE, sampleRateOf(bytes) ?? USUAL_RATE))
  const context = new OfflineAudioContext({ length: 1, sampleRate: rate })
  const decoded = await context.decodeAudioData(bytes.buffer).catch((cause: unknown) => {
    throw new Error('This file is no sound that the browser can read', { cause })
  })
  const channels = Array.from({ length: decoded.numberOfChannels }, (_, channel) =>
    decoded.getChannelData(channel).slice(),
  )
  return { sampleRate: decoded.sampleRate, channels }
}
