import { describe, expect, test } from 'vitest'
import { monoAt } from './resample'

const RATE = 16_000

/** Half a second of a tone. */
function tone(hertz: number, sampleRate: number): Float32Array {
  return Float32Array.from({ length: sampleRate / 2 }, (_, at) =>
    Math.sin((2 * Math.PI * hertz * at) / sampleRate),
  )
}

/** Without the ends, where the filter reaches beyond the sound. */
const middle = (samples: Float32Array) => samples.subarray(samples.length / 4, (3 * samples.length) / 4)

function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)
}

describe.each([8000, 22_050, 44_100, 48_000, 96_000])('from %i samples a second', (sampleRate) => {
  test('half a second stays half a second', () => {
    expect(monoAt(RATE, { sampleRate, channels: [new Float32Array(sampleRate / 2)] })).toHaveLength(RATE / 2)
  })

  test('a tone that speech has is the same tone', () => {
    const heard = monoAt(RATE, { sampleRate, channels: [tone(1000, sampleRate)] })
    const expected = tone(1000, RATE)
    const apart = middle(heard.map((value, at) => value - expected[at]))
    expect(Math.max(...apart.map(Math.abs))).toBeLessThan(0.01)
  })

  test('silence around a constant is not heard inside it', () => {
    const heard = monoAt(RATE, { sampleRate, channels: [new Float32Array(sampleRate / 2).fill(0.5)] })
    expect(Math.max(...middle(heard).map((value) => Math.abs(value - 0.5)))).toBeLessThan(1e-6)
  })
})

test.each([44_100, 48_000])('what 16 kHz cannot hold is gone, and does not fold back (%i)', (sampleRate) => {
  for (const hertz of [9500, 12_000, 20_000])
    expect(loudness(middle(monoAt(RATE, { sampleRate, channels: [tone(hertz, sampleRate)] })))).toBeLessThan(
      0.01,
    )
})

test('stereo becomes the mean of both sides', () => {
  const [left, right] = [Float32Array.of(1, 0.5, -1), Float32Array.of(0, 0.5, 1)]
  expect([...monoAt(RATE, { sampleRate: RATE, channels: [left, right] })]).toEqual([0.5, 0.5, 0])
  expect(monoAt(RATE, { sampleRate: 48_000, channels: [] })).toHaveLength(0)
})
