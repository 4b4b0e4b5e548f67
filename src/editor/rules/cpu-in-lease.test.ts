import { expect, test } from 'vitest'
import { marked } from './check.fixture'
import { cpuInLease } from './cpu-in-lease'
import type { Facts } from './rule'

const facts = (cpuShare: number): Facts => ({ functions: { run: { p95Seconds: 1, runs: 5, cpuShare } } })
const SOURCE = `
import { GPU } from 'sublet'
export const run = GPU(async () => 1)
`

test('half of the time is much', () => {
  expect(marked(cpuInLease, SOURCE, facts(0.5))).toEqual(['GPU'])
  expect(marked(cpuInLease, SOURCE, facts(0.49))).toEqual([])
})
