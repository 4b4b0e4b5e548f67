import { expect, test } from 'vitest'
import { readAudio } from './read-audio'
import { encodeWav } from './wav'

test('a file is read at its own rate, sample by sample', async () => {
  const channels = [0, 1].map((channel) =>
    Float32Array.from({ length: 2205 }, (_, at) => Math.sin(at / (20 + 10 * channel)) * 0.5),
  )
  const read = await readAudio(encodeWav({ sampleRate: 22_050, channels }))
  expect(read.sampleRate).toBe(22_050)
  expect(read.channels.map(({ length }) => length)).toEqual([2205, 2205])
  const furthest = read.channels.map((samples, channel) =>
    Math.max(...samples.map((sample, at) => Math.abs(sample - (channels[channel]?.[at] ?? 9)))),
  )
  // A step of 16 bits.
  for (const error of furthest) expect(error).toBeLessThan(1 / 32_000)
})

test('a file that is no sound says so', async () => {
  await expect(readAudio(new Blob(['no sound']))).rejects.toThrow('no sound that the browser can read')
})
