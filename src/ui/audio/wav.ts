import type { AudioClip } from './audio-clip'

const HEADER = 44
const SAMPLE = 2

/** A WAV file of 16-bit samples, which every browser plays. What is out of -1 to 1 is cut off. */
export function encodeWav({ sampleRate, channels }: AudioClip): Blob {
  const count = channels[0]?.length ?? 0
  const frame = channels.length * SAMPLE
  const rate = Math.round(sampleRate)
  const view = new DataView(new ArrayBuffer(HEADER + count * frame))
  const text = (at: number, letters: string): void => {
    for (const [index, letter] of [...letters].entries()) view.setUint8(at + index, letter.charCodeAt(0))
  }
  text(0, 'RIFF')
  view.setUint32(4, view.byteLength - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  // Plain PCM.
  view.setUint16(20, 1, true)
  view.setUint16(22, channels.length, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * frame, true)
  view.setUint16(32, frame, true)
  view.setUint16(34, 8 * SAMPLE, true)
  text(36, 'data')
  view.setUint32(40, count * frame, true)
  for (const [channel, samples] of channels.entries()) {
    let at = HEADER + channel * SAMPLE
    for (const sample of samples) {
      // NaN is silence.
      const level = Math.max(-1, Math.min(1, sample || 0))
      view.setInt16(at, Math.round(level * 0x7fff), true)
      at += frame
    }
  }
  return new Blob([view], { type: 'audio/wav' })
}
