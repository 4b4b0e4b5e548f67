import { expect, test } from 'vitest'
import { type Outcome, POLICIES, simulate } from './simulate'
import { createWorkload } from './workload'

const calls = createWorkload(7, 1_500, 50, 0.75)
const outcomes = Object.fromEntries(
  Object.entries(POLICIES).map(([name, settings]) => [name, simulate(calls, settings)]),
)

function of(name: string): Outcome {
  const outcome = outcomes[name]
  if (!outcome) throw new Error(name)
  return outcome
}

function longest(name: string): number {
  return Math.max(...of(name).waits.map(({ ms }) => ms))
}

test('every call is granted once, and no slot works for two', () => {
  for (const name of Object.keys(POLICIES)) {
    expect(of(name).waits).toHaveLength(calls.length)
    expect(of(name).utilisation).toBeGreaterThan(0.5)
    expect(of(name).utilisation).toBeLessThanOrEqual(1)
  }
})

test('the same seed gives the same calls', () => {
  expect(createWorkload(7, 1_500, 50, 0.75)).toEqual(calls)
})

test('PRO waits less than it would first come first served, and nobody as long as without ageing', () => {
  const meanOfPro = (name: string) => {
    const ms = of(name).waits.flatMap((wait) => (wait.tier === 'pro' ? [wait.ms] : []))
    return ms.reduce((a, b) => a + b, 0) / ms.length
  }
  expect(meanOfPro('Sublet')).toBeLessThan(meanOfPro('FIFO'))
  expect(longest('Sublet')).toBeLessThanOrEqual(longest('Shortest first'))
})
