import { expect, test } from 'vitest'
import { createRate, type Rate } from './rate'

function clock(): { rate: Rate; pass(ms: number): void } {
  let time = 1_000_000
  const rate = createRate(() => time)
  return {
    rate,
    pass: (ms) => {
      time += ms
    },
  }
}

test('nothing is said of the first half second', () => {
  const { rate, pass } = clock()
  rate.add(1_000)
  pass(499)
  expect(rate.bytesPerSecond()).toBeUndefined()
  pass(1)
  expect(rate.bytesPerSecond()).toBe(2_000)
})

test('it is that of the last five seconds, however it was before', () => {
  const { rate, pass } = clock()
  for (let step = 0; step < 100; step += 1) {
    rate.add(1_000_000)
    pass(100)
  }
  for (let step = 0; step < 51; step += 1) {
    pass(100)
    rate.add(100)
  }
  expect(rate.bytesPerSecond()).toBeCloseTo(1_000, -2)
})

test('when nothing comes any more it falls to nothing', () => {
  const { rate, pass } = clock()
  rate.add(5_000)
  pass(1_000)
  expect(rate.bytesPerSecond()).toBe(5_000)
  pass(5_000)
  expect(rate.bytesPerSecond()).toBe(0)
})
