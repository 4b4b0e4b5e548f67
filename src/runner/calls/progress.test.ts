import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProgress } from './progress'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const said: [number, string][] = []
  return { said, progress: createProgress((fraction, text) => said.push([fraction, text])) }
}

test('the first is said at once, the rest as often as a screen shows it, and the last one always', () => {
  const { said, progress } = setUp()
  for (let step = 0; step < 1000; step++) progress.report(step / 1000, `${step}`)
  expect(said).toEqual([[0, '0']])
  vi.advanceTimersByTime(16)
  expect(said).toEqual([
    [0, '0'],
    [0.999, '999'],
  ])
  vi.advanceTimersByTime(1000)
  expect(said).toHaveLength(2)
})

test('the one that is held back comes before the result', () => {
  const { said, progress } = setUp()
  progress.report(0.5, '')
  progress.report(1, 'done')
  progress.flush()
  progress.flush()
  vi.advanceTimersByTime(1000)
  expect(said).toEqual([
    [0.5, ''],
    [1, 'done'],
  ])
})

test.each([
  [7, '', 1, ''],
  [-1, '', 0, ''],
  [Number.NaN, '', 0, ''],
  [0, 'x'.repeat(5000), 0, 'x'.repeat(4000)],
])('progress(%s) is told within its bounds', (fraction, text, shown, cut) => {
  const { said, progress } = setUp()
  progress.report(fraction, text)
  expect(said).toEqual([[shown, cut]])
})
