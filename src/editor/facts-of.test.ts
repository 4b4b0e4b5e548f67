import { expect, test } from 'vitest'
import { factsOf } from './facts-of'
import { fakeRun } from './profile/past-run.fixture'

const runs = (count: number, parts?: Parameters<typeof fakeRun>[0]) =>
  Array.from({ length: count }, (_, index) => fakeRun({ ranMs: 1000 * (count - index), ...parts }))

test('each GPU function has facts of its own: the 95th percentile, how many runs, and what they held', () => {
  const past = new Map([
    ['classify', runs(20)],
    ['embed', [fakeRun({ ranMs: 3000, profile: { sliceBytes: 800, peakHeldBytes: 300, busyMs: 600 } })]],
  ])
  expect(factsOf(past, 120)).toEqual({
    functions: {
      classify: { p95Seconds: 19, runs: 20 },
      embed: { p95Seconds: 3, runs: 1, peakHeldBytes: 300, sliceBytes: 800, cpuShare: 0.8 },
    },
    tierCapSeconds: 120,
  })
})

test('without runs nothing is known', () => {
  expect(factsOf(new Map())).toEqual({ functions: {} })
  expect(factsOf(new Map([['classify', []]]))).toEqual({ functions: {} })
})

test('a run that is short anyway tells nothing of a CPU that works in its lease', () => {
  const short = fakeRun({ ranMs: 20, profile: { sliceBytes: 800, peakHeldBytes: 300, busyMs: 1 } })
  expect(factsOf(new Map([['classify', [short]]])).functions.classify).not.toHaveProperty('cpuShare')
})

test('a name that objects have by themselves is a name as any other', () => {
  const { functions } = factsOf(new Map([['__proto__', runs(1)]]))
  expect(Object.keys(functions)).toEqual(['__proto__'])
})
