import { beforeEach, describe, expect, test } from 'vitest'
import { createVirtualPool, type VirtualPool } from './pool.fixture'

let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a', 'b')
  pool.ask('a', { request: 'holder', size: 'xlarge' })
})

/** Lets the calls run one after the other, and tells their order. */
function order(): string[] {
  const ran: string[] = []
  for (;;) {
    const [lease] = pool.state.leases.values()
    if (!lease) return ran.slice(1)
    ran.push(lease.task.request)
    const from = lease.task.tab.id
    pool.tell(from, { type: 'started', lease: lease.number, held: 1 })
    pool.tell(from, { type: 'settle', lease: lease.number, outcome: 'completed' })
    pool.tell(from, { type: 'residency', runner: lease.task.runner.id, demo: 'demo', level: 'idle', held: 0 })
  }
}

describe('calls that arrive together', () => {
  test('go by tier, then by what they ask for, then by what their visitor has left, then as they came', () => {
    pool.tell('b', { type: 'visitAs', tier: 'team' })
    pool.ask('a', { request: 'long', seconds: 30 })
    pool.ask('a', { request: 'poorer', seconds: 5 })
    pool.ask('b', { request: 'richer', seconds: 5 })
    pool.tell('b', { type: 'visitAs', tier: 'free' })
    pool.ask('b', { request: 'free', seconds: 1 })
    pool.tell('b', { type: 'visitAs', tier: 'unauthenticated' })
    pool.ask('b', { request: 'anonymous', seconds: 0.001 })
    expect(order()).toEqual(['richer', 'poorer', 'long', 'free', 'anonymous'])
  })
})

describe('ageing', () => {
  test('a call lets pass what comes within twice what that asks for less, and no later', () => {
    pool.tell('a', { type: 'started', lease: pool.leaseOf('a', 'holder'), held: 0 })
    pool.ask('b', { request: 'another holder', seconds: 1, size: 'xlarge' })
    pool.ask('a', { request: 'long', seconds: 13 })
    pool.pass(9_000)
    pool.ask('a', { request: 'too late', seconds: 8.6 })
    pool.ask('a', { request: 'in time', seconds: 8.4 })
    expect(order()).toEqual(['another holder', 'in time', 'long', 'too late'])
  })

  test('a call that is asked again has the place that its wait with an earlier scheduler gave it', () => {
    pool.ask('a', { request: 'new', seconds: 10 })
    pool.ask('a', { request: 'waited too little', seconds: 13, waitedMs: 5_000 })
    pool.ask('a', { request: 'asked again', seconds: 13, waitedMs: 7_000 })
    expect(order()).toEqual(['asked again', 'new', 'waited too little'])
  })

  test('no claim of a wait passes a call whose patience is over', () => {
    pool.ask('a', { request: 'old', seconds: 13 })
    pool.pass(27_000)
    pool.ask('b', { request: 'liar', seconds: 1, waitedMs: 86_400_000 })
    expect(order()).toEqual(['old', 'liar'])
  })
})

describe('concurrency', () => {
  const running = () => Array.from(pool.state.leases.values(), ({ task }) => task.request)
  const settle = (request: string) =>
    pool.tell('a', { type: 'settle', lease: pool.leaseOf('a', request), outcome: 'failed' })

  test('calls over it keep their place, over all tabs, and block nobody', () => {
    pool.ask('a', { request: '1', seconds: 1, concurrency: 1 })
    pool.ask('b', { request: '2', seconds: 2, concurrency: 1 })
    pool.ask('a', { request: '3', seconds: 3, concurrency: 1 })
    pool.ask('a', { request: 'other', seconds: 60, demo: 'other' })
    settle('holder')
    expect(running()).toEqual(['1', 'other'])
    settle('1')
    expect(running()).toEqual(['other', '2'])
  })

  test('is as the newest request says', () => {
    for (const request of ['1', '2', '3']) pool.ask('a', { request, concurrency: 1 })
    settle('holder')
    expect(running()).toEqual(['1'])
    pool.ask('b', { request: '4', concurrency: 2 })
    expect(running()).toEqual(['1', '2'])
  })

  test('a call that is cancelled leaves its place to the next', () => {
    for (const request of ['1', '2', '3']) pool.ask('a', { request, concurrency: 1 })
    pool.ask('a', { request: 'whole', seconds: 10, size: 'xlarge', demo: 'other' })
    settle('holder')
    expect(running()).toEqual(['1'])
    pool.tell('a', { type: 'cancel', request: '2' })
    settle('1')
    expect(running()).toEqual(['3'])
  })
})
