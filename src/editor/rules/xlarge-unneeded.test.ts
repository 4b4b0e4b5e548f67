import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import type { Facts } from './rule'
import { xlargeUnneeded } from './xlarge-unneeded'

const facts = (peakHeldBytes: number): Facts => ({
  functions: { run: { p95Seconds: 1, runs: 5, peakHeldBytes, sliceBytes: 1000 } },
})
const handler = (options: string) => `
import { GPU } from 'sublet'
export const run = GPU(${options}, async () => 1)
`

test.each([
  ["{ size: 'xlarge' }", '{  }'],
  ["{ size: 'xlarge', duration: 5 }", '{ duration: 5 }'],
  ["{ duration: 5, size: 'xlarge' }", '{ duration: 5 }'],
])('%s: never more than half was held', (bad, good) => {
  expect(fixed(xlargeUnneeded, handler(bad), facts(500))).toBe(handler(good))
  expect(typeErrors(handler(good))).toEqual([])
})

test('more than half, or not known: silent', () => {
  expect(marked(xlargeUnneeded, handler("{ size: 'xlarge' }"), facts(501))).toEqual([])
  expect(marked(xlargeUnneeded, handler("{ size: 'xlarge' }"))).toEqual([])
  expect(marked(xlargeUnneeded, handler("{ size: 'large' }"), facts(1))).toEqual([])
})
