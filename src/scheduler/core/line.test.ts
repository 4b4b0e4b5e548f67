import { beforeEach, describe, expect, test } from 'vitest'
import { placeChanges, waiters } from './line'
import { createVirtualPool, type VirtualPool } from './pool.fixture'
import { SETTINGS } from './settings'
import { TIERS } from './tiers'

let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a')
})

test('only the places that changed are told', () => {
  pool.ask('a', { request: 'holder', size: 'xlarge' })
  for (const [request, seconds] of [
    ['long', 30],
    ['middle', 20],
  ] as const)
    pool.ask('a', { request, seconds })
  const places = () => placeChanges(pool.state, pool.ms()).map(({ request, position }) => [position, request])
  expect(places()).toEqual([
    [1, 'middle'],
    [2, 'long'],
  ])
  pool.ask('a', { request: 'between', seconds: 25 })
  expect(places()).toEqual([
    [2, 'between'],
    [3, 'long'],
  ])
  pool.tell('a', { type: 'cancel', request: 'long' })
  expect(places()).toEqual([])
})

describe('why a call waits', () => {
  const why = () =>
    waiters(pool.state, pool.ms()).map(
      ({ request, why: reason, next }) => `${request}: ${reason}${next ? ', next' : ''}`,
    )

  test('a slot, both slots, its runner or its function', () => {
    pool.ask('a', { request: '1', runner: 'r', demo: 'one', concurrency: 1 })
    pool.ask('a', { request: '2', runner: 'r', seconds: 1 })
    pool.ask('a', { request: '3', seconds: 2, demo: 'one', concurrency: 1 })
    pool.ask('a', { request: '4', seconds: 3, size: 'xlarge' })
    pool.ask('a', { request: '5', seconds: 60 })
    expect(why()).toEqual(['2: its runner', '3: concurrency', '4: both slots, next', '5: slot'])
  })

  test('memory, while runners are giving it up', () => {
    pool.tell('a', { type: 'residency', runner: 'r', demo: 'demo', level: 'warm', held: 800 })
    pool.ask('a', { request: '1' })
    pool.ask('a', { request: '2' })
    expect(why()).toEqual(['1: memory, next', '2: slot'])
  })
})

describe('the estimate', () => {
  const etas = () => waiters(pool.state, pool.ms()).map(({ request, etaMs }) => [request, etaMs])
  const run = (request: string, ranMs: number) => {
    pool.ask('a', { request, seconds: 50 })
    const lease = pool.start('a', request)
    pool.pass(ranMs)
    pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
  }

  test('takes what is asked for while nothing is known of a function', () => {
    pool.ask('a', { request: '1', size: 'xlarge', seconds: 10 })
    pool.ask('a', { request: '2', seconds: 20 })
    pool.ask('a', { request: '3', seconds: 30 })
    pool.ask('a', { request: '4', seconds: 40 })
    pool.start('a', '1')
    pool.pass(4_000)
    expect(etas()).toEqual([
      ['2', 6_000],
      ['3', 6_000],
      ['4', 26_000],
    ])
  })

  test('takes what its function took before, the newest most, never more than is asked for', () => {
    run('past', 2_000)
    run('newer', 4_000)
    pool.ask('a', { request: '1', size: 'xlarge', seconds: 50 })
    pool.start('a', '1')
    pool.ask('a', { request: '2', seconds: 1, size: 'xlarge' })
    pool.ask('a', { request: '3', seconds: 40 })
    expect(etas()).toEqual([
      ['2', 2_600],
      ['3', 3_600],
    ])
  })

  test('lets others pass a call that waits for its runner or its function', () => {
    pool.ask('a', { request: '1', runner: 'r', seconds: 30 })
    pool.ask('a', { request: 'other', seconds: 10, demo: 'one', concurrency: 1 })
    pool.start('a', '1')
    pool.start('a', 'other')
    pool.ask('a', { request: '2', runner: 'r', seconds: 1 })
    pool.ask('a', { request: '3', seconds: 5, demo: 'one', concurrency: 1 })
    pool.ask('a', { request: '4', seconds: 6, demo: 'one', concurrency: 1 })
    pool.ask('a', { request: '5', seconds: 7 })
    expect(etas()).toEqual([
      ['2', 30_000],
      ['3', 10_000],
      ['4', 15_000],
      ['5', 21_000],
    ])
  })

  test('is null for those far behind', () => {
    pool = createVirtualPool({
      ...SETTINGS,
      queueLimit: 2_000,
      tiers: { ...TIERS, pro: { ...TIERS.pro, limitMs: 1e9 } },
    })
    pool.connect('a')
    for (let call = 0; call < 1_010; call++) pool.ask('a', { request: `${call}`, seconds: 1 })
    const found = etas().map(([, eta]) => eta)
    expect(found[999]).not.toBeNull()
    expect(found[1_000]).toBeNull()
  })
})
