import { beforeEach, describe, expect, test } from 'vitest'
import { createVirtualPool, type VirtualPool } from './pool.fixture'
import { snapshot } from './snapshot'

let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a', 'b')
})

function running(): string[] {
  return Array.from(pool.state.leases.values(), (lease) => lease.task.request)
}

describe('slots and the queue', () => {
  test('two large calls run and the third waits until one is settled', () => {
    for (const request of ['1', '2', '3']) pool.ask('a', { request })
    expect(running()).toEqual(['1', '2'])
    pool.tell('a', { type: 'settle', lease: pool.start('a', '1'), outcome: 'completed' })
    expect(running()).toEqual(['2', '3'])
  })

  test('an xlarge call waits for both slots, and nothing behind it slips in', () => {
    pool.ask('a', { request: 'first' })
    pool.ask('a', { request: 'whole', size: 'xlarge' })
    pool.ask('b', { request: 'behind', seconds: 30 })
    expect(running()).toEqual(['first'])
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'first'), outcome: 'completed' })
    expect(running()).toEqual(['whole'])
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'whole'), outcome: 'completed' })
    expect(running()).toEqual(['behind'])
  })

  test('shorter requests go first, then those that came first', () => {
    pool.ask('a', { request: 'holder', size: 'xlarge' })
    for (const [request, seconds] of [
      ['long', 30],
      ['short', 5],
      ['short too', 5],
    ] as const)
      pool.ask('a', { request, seconds })
    expect(snapshot(pool.state, { ms: 0, wall: 0 }).queue.map((waiter) => waiter.request)).toEqual([
      'short',
      'short too',
      'long',
    ])
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'holder'), outcome: 'completed' })
    expect(running()).toEqual(['short', 'short too'])
  })

  test('a higher tier goes before a shorter request', () => {
    pool.ask('a', { request: 'holder', size: 'xlarge' })
    pool.tell('b', { type: 'visitAs', tier: 'free' })
    pool.ask('b', { request: 'free', seconds: 1 })
    pool.ask('a', { request: 'pro', seconds: 60, size: 'xlarge' })
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'holder'), outcome: 'completed' })
    expect(running()).toEqual(['pro'])
  })

  test('a second call of a busy runner is passed by others until the first is settled', () => {
    pool.ask('a', { request: '1', runner: 'r' })
    pool.ask('a', { request: '2', runner: 'r' })
    pool.ask('b', { request: '3', seconds: 20 })
    expect(running()).toEqual(['1', '3'])
    pool.tell('a', { type: 'settle', lease: pool.start('a', '1'), outcome: 'completed' })
    expect(running()).toEqual(['3', '2'])
  })
})

describe('the clock of a lease', () => {
  test('queue and attach are measured and not billed', () => {
    pool.ask('a', { request: 'holder', size: 'xlarge' })
    pool.ask('a', { request: 'x', size: 'xlarge' })
    pool.pass(700)
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'holder'), outcome: 'completed' })
    pool.pass(300)
    const lease = pool.start('a', 'x')
    pool.pass(1234)
    pool.tell('a', { type: 'settle', lease, outcome: 'failed' })
    expect(pool.last('a', 'x')).toMatchObject({
      type: 'settled',
      outcome: 'failed',
      queuedMs: 700,
      attachMs: 300,
      ranMs: 1234,
      chargedMs: 2468,
    })
  })

  test('at the deadline the host is told, and its answer frees the slot', () => {
    pool.ask('a', { request: 'x' })
    const lease = pool.start('a', 'x')
    pool.pass(9_999)
    expect(pool.last('a', 'x')).toMatchObject({ type: 'granted' })
    pool.pass(1)
    expect(pool.last('a', 'x')).toMatchObject({ type: 'abort', lease, reason: 'overrun' })
    pool.pass(250)
    pool.tell('a', { type: 'aborted', lease })
    expect(pool.last('a', 'x')).toMatchObject({ outcome: 'overran', ranMs: 10_000, chargedMs: 10_000 })
    expect(pool.state.freeSlots).toBe(2)
  })

  test('a host that does not answer within 2 s is fenced, and slot and memory are given to the next', () => {
    pool.ask('a', { request: 'x', size: 'xlarge' })
    pool.ask('b', { request: 'next' })
    const lease = pool.start('a', 'x', 800)
    pool.pass(11_999)
    expect(running()).toEqual(['x'])
    pool.pass(1)
    expect(pool.effects).toContainEqual({
      type: 'post',
      tab: 'a',
      message: { type: 'demote', runner: 'runner of x', to: 'gone' },
    })
    expect(pool.last('a', 'x')).toMatchObject({ outcome: 'overran', chargedMs: 20_000 })
    expect(running()).toEqual(['next'])
    expect(pool.tell('a', { type: 'aborted', lease })).toEqual([])
    expect(pool.tell('a', { type: 'settle', lease, outcome: 'completed' })).toEqual([])
    expect(running()).toEqual(['next'])
  })

  test('a call that had completed before the abort reached it stays completed', () => {
    pool.ask('a', { request: 'x' })
    const lease = pool.start('a', 'x')
    pool.pass(10_000)
    pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
    expect(pool.last('a', 'x')).toMatchObject({ outcome: 'completed', chargedMs: 10_000 })
  })

  test('a call that fails because it was aborted has overrun', () => {
    pool.ask('a', { request: 'x' })
    const lease = pool.start('a', 'x')
    pool.pass(10_000)
    pool.tell('a', { type: 'settle', lease, outcome: 'failed' })
    expect(pool.last('a', 'x')).toMatchObject({ outcome: 'overran', chargedMs: 10_000 })
  })

  test('a holder is never shown with more than its budget', () => {
    pool.ask('a', { request: 'x' })
    pool.start('a', 'x')
    const at = { ms: 10_700, wall: 0 }
    expect(snapshot(pool.state, at).holders).toMatchObject([{ state: 'running', ranMs: 10_000 }])
  })
})

describe('attach', () => {
  test('30 s without new bytes end it, as lost and unbilled', () => {
    pool.ask('a', { request: 'x' })
    const lease = pool.leaseOf('a', 'x')
    pool.pass(20_000)
    pool.tell('a', { type: 'attaching', lease, loaded: 5, total: 10 })
    pool.pass(29_999)
    expect(pool.last('a', 'x')).toMatchObject({ type: 'granted' })
    pool.pass(1)
    expect(pool.last('a', 'x')).toMatchObject({ type: 'abort', reason: 'stalled' })
    pool.tell('a', { type: 'aborted', lease })
    expect(pool.last('a', 'x')).toMatchObject({ outcome: 'lost', ranMs: 0, chargedMs: 0 })
  })

  test.each([
    ['the same bytes again', 5, 10],
    ['fewer bytes', 4, 10],
    ['more than the total', 11, 10],
  ])('%s are no progress', (_, loaded, total) => {
    pool.ask('a', { request: 'x' })
    const lease = pool.leaseOf('a', 'x')
    pool.tell('a', { type: 'attaching', lease, loaded: 5, total: 10 })
    pool.pass(29_999)
    pool.tell('a', { type: 'attaching', lease, loaded, total })
    pool.pass(1)
    expect(pool.last('a', 'x')).toMatchObject({ type: 'abort', reason: 'stalled' })
  })
})

describe('cancel', () => {
  test('in the queue: refused, and its reservation is given back', () => {
    pool.ask('a', { request: 'holder', size: 'xlarge' })
    pool.ask('a', { request: 'x' })
    pool.tell('a', { type: 'cancel', request: 'x' })
    expect(pool.last('a', 'x')).toMatchObject({ type: 'refused', error: { code: 'Cancelled' } })
    expect(pool.state.accounts.pro).toMatchObject({ reservedMs: 20_000, waiting: 0 })
  })

  test('while attaching: aborted and not billed', () => {
    pool.ask('a', { request: 'x' })
    pool.pass(500)
    pool.tell('a', { type: 'cancel', request: 'x' })
    expect(pool.last('a', 'x')).toMatchObject({ type: 'abort', reason: 'cancelled' })
    pool.tell('a', { type: 'aborted', lease: pool.leaseOf('a', 'x') })
    expect(pool.last('a', 'x')).toMatchObject({ outcome: 'cancelled', attachMs: 500, chargedMs: 0 })
  })

  test('while running: billed for what ran', () => {
    pool.ask('a', { request: 'x' })
    const lease = pool.start('a', 'x')
    pool.pass(3_000)
    pool.tell('a', { type: 'cancel', request: 'x' })
    pool.tell('a', { type: 'cancel', request: 'x' })
    pool.pass(100)
    pool.tell('a', { type: 'aborted', lease })
    expect(pool.last('a', 'x')).toMatchObject({ outcome: 'cancelled', ranMs: 3_100, chargedMs: 3_100 })
    expect(pool.told('a', 'x').map((message) => message.type)).toEqual(['granted', 'abort', 'settled'])
  })

  test('after the end: nothing', () => {
    pool.ask('a', { request: 'x' })
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'x'), outcome: 'completed' })
    expect(pool.tell('a', { type: 'cancel', request: 'x' })).toEqual([])
  })
})

describe('a tab that is gone', () => {
  test('takes its waiting calls along, and its leases are lost, unbilled, their slots free at once', () => {
    pool.ask('a', { request: 'held', size: 'xlarge' })
    pool.ask('a', { request: 'waits' })
    pool.ask('b', { request: 'next', seconds: 50 })
    pool.start('a', 'held')
    pool.pass(4_000)
    const effects = pool.send({ type: 'disconnected', tab: 'a' })
    expect(running()).toEqual(['next'])
    expect(effects.flatMap((effect) => (effect.type === 'settle' ? [effect.settlement] : []))).toMatchObject([
      { outcome: 'lost', ranMs: 4_000, chargedMs: 0 },
    ])
    expect(effects.filter((effect) => effect.type === 'post' && effect.tab === 'a')).toEqual([])
    expect(pool.state.accounts.pro).toMatchObject({ usedMs: 0, reservedMs: 50_000 })
    expect(snapshot(pool.state, { ms: 4_000, wall: 0 }).residents).toMatchObject([{ tab: 'b' }])
  })
})

describe('messages that make no sense change nothing', () => {
  test('about a lease of another tab', () => {
    pool.ask('a', { request: 'x' })
    const lease = pool.start('a', 'x')
    const [effect, ...others] = pool.tell('b', { type: 'settle', lease, outcome: 'completed' })
    expect(effect).toMatchObject({ type: 'rejected', tab: 'b' })
    expect(others).toEqual([])
    expect(running()).toEqual(['x'])
  })

  test.each([
    ['completed before it started', { type: 'settle', outcome: 'completed' }],
    ['aborted without an abort', { type: 'aborted' }],
  ] as const)('%s', (_, message) => {
    pool.ask('a', { request: 'x' })
    const effects = pool.tell('a', { ...message, lease: pool.leaseOf('a', 'x') })
    expect(effects.map((effect) => effect.type)).toEqual(['rejected'])
    expect(running()).toEqual(['x'])
  })

  test('started twice', () => {
    pool.ask('a', { request: 'x' })
    const lease = pool.start('a', 'x')
    pool.pass(5_000)
    expect(pool.tell('a', { type: 'started', lease, held: 1 })).toMatchObject([{ type: 'rejected' }])
    pool.pass(5_000)
    expect(pool.last('a', 'x')).toMatchObject({ type: 'abort', reason: 'overrun' })
  })

  test('a lease that was never given, and a request that is there already', () => {
    pool.ask('a', { request: 'x' })
    expect(pool.tell('a', { type: 'aborted', lease: 99 })).toMatchObject([{ type: 'rejected' }])
    pool.ask('a', { request: 'x' })
    expect(pool.effects.at(-1)).toMatchObject({ type: 'rejected' })
    expect(pool.state.accounts.pro.reservedMs).toBe(10_000)
  })
})
