import { expect, test } from 'vitest'
import { fixed, marked } from './check.fixture'
import { durationAboveCap } from './duration-above-cap'

const handler = (options: string) => `
import { GPU } from 'sublet'
export const run = GPU(${options}, async () => 1)
`
const FACTS = { functions: {}, tierCapSeconds: 120 }

test('at the cap is fine; above it every call is refused', () => {
  expect(marked(durationAboveCap, handler('{ duration: 120 }'), FACTS)).toEqual([])
  expect(marked(durationAboveCap, handler('{ duration: 121 }'), FACTS)).toEqual(['GPU'])
})

test('xlarge counts twice', () => {
  expect(fixed(durationAboveCap, handler("{ duration: 61, size: 'xlarge' }"), FACTS)).toBe(
    handler("{ duration: 60, size: 'xlarge' }"),
  )
})

test('what the runs took is offered, where it is less', () => {
  const facts = { ...FACTS, functions: { run: { p95Seconds: 10, runs: 9 } } }
  expect(fixed(durationAboveCap, handler('{ duration: 300 }'), facts)).toBe(handler('{ duration: 13 }'))
})

test('without a tier nothing is known', () => {
  expect(marked(durationAboveCap, handler('{ duration: 9999 }'))).toEqual([])
})
