import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import { generousDuration } from './generous-duration'
import type { Facts } from './rule'

const facts = (p95Seconds: number, runs = 20): Facts => ({ functions: { run: { p95Seconds, runs } } })
const handler = (gpu: string) => `
import { GPU } from 'sublet'
export const run = ${gpu}
`

test.each([
  ['GPU(async () => 1)', 'GPU({ duration: 4 }, async () => 1)'],
  ['GPU({ duration: 40 }, async () => 1)', 'GPU({ duration: 4 }, async () => 1)'],
  ["GPU({ size: 'large' }, async () => 1)", "GPU({ duration: 4, size: 'large' }, async () => 1)"],
  ['GPU({}, async () => 1)', 'GPU({ duration: 4 }, async () => 1)'],
])('%s: p95 x 1.3, rounded up', (bad, good) => {
  expect(fixed(generousDuration, handler(bad), facts(3))).toBe(handler(good))
  expect(typeErrors(handler(good))).toEqual([])
})

test.each([
  ['@GPU', '@GPU({ duration: 4 })'],
  ['@GPU()', '@GPU({ duration: 4 })'],
])('above a method: %s', (bad, good) => {
  const source = (mark: string) => `
import { GPU } from 'sublet'
export class Demo {
  ${mark}
  run() { return 1 }
}
`
  expect(fixed(generousDuration, source(bad), facts(3))).toBe(source(good))
})

test('it is silent with too few runs, for other functions, near the p95, and where a callable decides', () => {
  expect(marked(generousDuration, handler('GPU(async () => 1)'), facts(3, 4))).toEqual([])
  expect(marked(generousDuration, handler('GPU(async function other() {})'), facts(3))).toEqual([])
  expect(marked(generousDuration, handler('GPU({ duration: 7 }, async () => 1)'), facts(3))).toEqual([])
  expect(marked(generousDuration, handler('GPU({ duration: () => 60 }, async () => 1)'), facts(3))).toEqual(
    [],
  )
})

test('options that cannot be read are left alone', () => {
  const source = `
import { GPU, type GpuOptions } from 'sublet'
declare const options: GpuOptions
export const run = GPU({ ...options }, async () => 1)
export const walk = GPU(options, async () => 1)
`
  expect(marked(generousDuration, source, facts(3))).toEqual([])
})
