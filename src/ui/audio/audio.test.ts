import { describe, expect, test } from 'vitest'
import { parseAudioClip } from './audio-clip'
import { describeClip } from './audio-player'
import { peaksOf } from './peaks'
import { sampleRateOf } from './sample-rate'
import { encodeWav } from './wav'

const clip = (sampleRate: number, ...channels: number[][]) => ({
  sampleRate,
  channels: channels.map((samples) => Float32Array.from(samples)),
})
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

describe('the rate of a file', () => {
  const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
  const header = (...parts: (string | number[])[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : part)))
  const zeros = (count: number) => new Array<number>(count).fill(0)

  test('of a WAV file, behind whatever other chunk', async () => {
    const wav = await bytesOf(encodeWav(clip(22_050, [0, 0])))
    expect(sampleRateOf(wav)).toBe(22_050)
    const more = Uint8Array.from([
      ...wav.slice(0, 12),
      ...ascii('junk'),
      3,
      0,
      0,
      0,
      1,
      2,
      3,
      0,
      ...wav.slice(12),
    ])
    expect(sampleRateOf(more)).toBe(22_050)
  })

  test.each([
    ['FLAC', header('fLaC', zeros(14), [0x0a, 0xc4, 0x42, 0xf0], zeros(8)), 44_100],
    ['Vorbis', header('OggS', zeros(22), [1, 30], [1], 'vorbis', zeros(5), [0x80, 0x3e, 0, 0]), 16_000],
    ['Opus', header('OggS', zeros(22), [1, 19], 'OpusHead', zeros(11)), 48_000],
    ['MP3', header([0xff, 0xfb, 0x90, 0x64]), 44_100],
    [
      'MP3 of half the rate, behind a tag',
      header('ID3', [4, 0, 0, 0, 0, 1, 1], zeros(129), [0xff, 0xf3, 0x94, 0]),
      24_000,
    ],
    ['something else', header('....ftypM4A '), undefined],
    ['the beginning of one', header('RIFF'), undefined],
    ['nothing', new Uint8Array(), undefined],
  ])('of %s', (_, bytes, rate) => {
    expect(sampleRateOf(bytes)).toBe(rate)
  })
})

test('a WAV file has its channels side by side, and silence for what is no number', async () => {
  const view = new DataView((await bytesOf(encodeWav(clip(8000, [0, 1, Number.NaN], [-1, 2, 0.5])))).buffer)
  expect(view.getUint16(22, true)).toBe(2)
  expect(view.getUint32(40, true)).toBe(12)
  const samples = [0, 1, 2, 3, 4, 5].map((index) => view.getInt16(44 + 2 * index, true))
  expect(samples).toEqual([0, -32_767, 32_767, 32_767, 0, 16_384])
})

test('peaks are the loudest of all channels', () => {
  expect(peaksOf(clip(8000, [0, 0.25, 0, 0], [0, 0, -0.5, 3]), 2)).toEqual([0.25, 1])
  expect(peaksOf(clip(8000, [0.5]), 160)).toEqual([0.5])
})

test('what a runner gives is a sound, or it is not', () => {
  expect(parseAudioClip(clip(8000, [0], [1]))).toEqual(clip(8000, [0], [1]))
  for (const wrong of [
    undefined,
    clip(8000),
    clip(8000, []),
    clip(8000, [0], [0, 1]),
    clip(Number.NaN, [0]),
    clip(-1, [0]),
    { sampleRate: 8000, channels: [[0]] },
  ]) {
    expect(parseAudioClip(wrong)).toBeUndefined()
  }
})

test('a sound in a few words', () => {
  expect(describeClip(clip(44_100, new Array<number>(22_050).fill(0)))).toBe('0.50 s · 44.1 kHz · mono')
  expect(
    describeClip({ sampleRate: 1000, channels: [new Float32Array(75_000), new Float32Array(75_000)] }),
  ).toBe('1:15 · 1 kHz · stereo')
})
