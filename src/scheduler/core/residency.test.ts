import { beforeEach, describe, expect, test } from 'vitest'
import { auditOf } from './audit.fixture'
import { createVirtualPool, type VirtualPool } from './pool.fixture'
import { snapshot } from './snapshot'

// The budget of the virtual pool is 1000 bytes: 500 for a large lease, 1000 for an xlarge one.
let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a')
})

function report(runner: string, level: 'warm' | 'cool' | 'idle' | 'gone', held: number): void {
  pool.tell('a', { type: 'residency', runner, demo: 'demo', level, held })
}

function demoted(): string[] {
  return pool.effects.flatMap((effect) =>
    effect.type === 'post' && effect.message.type === 'demote'
      ? [`${effect.message.runner} to ${effect.message.to}`]
      : [],
  )
}

test('a runner that is not used goes down one step in each keep-alive', () => {
  report('r', 'warm', 300)
  pool.pass(59_999)
  expect(demoted()).toEqual([])
  pool.pass(1)
  expect(demoted()).toEqual(['r to cool'])
  report('r', 'cool', 10)
  pool.pass(60_000)
  expect(demoted()).toEqual(['r to cool', 'r to idle'])
  report('r', 'idle', 0)
  pool.pass(600_000)
  expect(demoted()).toHaveLength(2)
})

test('a runner that answers without going down is asked again, not at once', () => {
  report('r', 'warm', 300)
  pool.pass(60_000)
  report('r', 'warm', 300)
  expect(demoted()).toHaveLength(1)
  pool.pass(60_000)
  expect(demoted()).toHaveLength(2)
})

test('keep-alive counts from the end of the last lease, and leaves a leased runner alone', () => {
  report('r', 'warm', 300)
  pool.pass(30_000)
  pool.ask('a', { request: 'x', runner: 'r', seconds: 60 })
  const lease = pool.start('a', 'x')
  pool.pass(50_000)
  pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
  pool.pass(59_999)
  expect(demoted()).toEqual([])
  pool.pass(1)
  expect(demoted()).toEqual(['r to cool'])
})

test('a runner that says in mid-lease that it is gone is not forgotten before its lease is settled', () => {
  pool.ask('a', { request: 'x', runner: 'r' })
  pool.ask('a', { request: 'y', runner: 'r' })
  report('r', 'gone', 0)
  pool.tell('a', { type: 'cancel', request: 'y' })
  pool.start('a', 'x', 300)
  pool.send({ type: 'disconnected', tab: 'a' })
  expect(pool.state.restingBytes).toBe(0)
  expect(auditOf(pool.state)).toEqual([])
})

test('a call makes room: least recently used first, no more than is needed, and waits until they confirm', () => {
  report('oldest', 'warm', 200)
  pool.pass(1)
  report('middle', 'warm', 200)
  pool.pass(1)
  report('newest', 'warm', 200)
  pool.ask('a', { request: 'x' })
  expect(demoted()).toEqual(['oldest to cool'])
  expect(pool.told('a', 'x')).toEqual([])
  report('oldest', 'cool', 10)
  expect(pool.last('a', 'x')).toMatchObject({ type: 'granted' })
  expect(demoted()).toEqual(['oldest to cool'])
})

test('a step that does not free enough is followed by the next', () => {
  report('one', 'warm', 400)
  report('two', 'warm', 400)
  pool.ask('a', { request: 'x', size: 'xlarge' })
  report('one', 'cool', 100)
  report('two', 'cool', 50)
  expect(demoted()).toEqual(['one to cool', 'two to cool', 'one to idle', 'two to idle'])
  report('two', 'idle', 0)
  expect(pool.told('a', 'x')).toEqual([])
  report('one', 'idle', 0)
  expect(pool.last('a', 'x')).toMatchObject({ type: 'granted' })
})

test('a call whose own runner holds more than its slice waits until that has given it up', () => {
  report('own', 'warm', 600)
  pool.ask('a', { request: 'x', runner: 'own' })
  expect(demoted()).toEqual(['own to cool'])
  report('own', 'cool', 10)
  expect(pool.last('a', 'x')).toMatchObject({ type: 'granted' })
})

test('nobody waits when there is room', () => {
  report('other', 'warm', 500)
  report('own', 'warm', 500)
  pool.ask('a', { request: 'x', runner: 'own' })
  expect(pool.last('a', 'x')).toMatchObject({ type: 'granted' })
})

describe('a runner that does not give up its memory', () => {
  beforeEach(() => {
    pool.connect('b')
    report('stuck', 'warm', 800)
    pool.ask('b', { request: 'x' })
  })

  test('is ended after 2 s, and what waited for it is granted', () => {
    report('stuck', 'warm', 800)
    pool.pass(1_999)
    expect(pool.told('b', 'x')).toEqual([])
    pool.pass(1)
    expect(demoted()).toEqual(['stuck to cool', 'stuck to gone'])
    expect(pool.last('b', 'x')).toMatchObject({ type: 'granted' })
    expect(pool.state.tabs.get('a')?.runners.size).toBe(0)
  })

  test('takes its own waiting calls along', () => {
    pool.ask('a', { request: 'own', runner: 'stuck', seconds: 50 })
    pool.pass(2_000)
    expect(pool.last('a', 'own')).toMatchObject({ type: 'refused', error: { code: 'RunnerCrashed' } })
  })

  test('is left alone when nobody waits for it any more', () => {
    pool.tell('b', { type: 'cancel', request: 'x' })
    pool.pass(60_000)
    expect(demoted()).toEqual(['stuck to cool'])
    pool.ask('b', { request: 'y' })
    pool.pass(2_000)
    expect(demoted()).toEqual(['stuck to cool', 'stuck to gone'])
  })

  test('counts again when it turns out to live', () => {
    pool.pass(2_000)
    report('stuck', 'warm', 800)
    pool.ask('b', { request: 'y' })
    expect(pool.told('b', 'y')).toEqual([])
    expect(demoted()).toEqual(['stuck to cool', 'stuck to gone', 'stuck to cool'])
  })
})

test('two warm demos that fit beside a lease stay', () => {
  report('one', 'warm', 250)
  report('two', 'warm', 250)
  pool.ask('a', { request: 'x' })
  expect(demoted()).toEqual([])
})

test('an xlarge lease clears everything but its own runner', () => {
  report('own', 'warm', 400)
  report('other', 'warm', 400)
  pool.ask('a', { request: 'x', runner: 'own', size: 'xlarge' })
  expect(demoted()).toEqual(['other to cool'])
  report('other', 'cool', 0)
  expect(pool.last('a', 'x')).toMatchObject({ type: 'granted', sliceBytes: 1000 })
})

test('the pool shows runners with level and bytes, and forgets those that are gone', () => {
  report('r', 'warm', 300)
  pool.ask('a', { request: 'x', runner: 'r' })
  const residents = () => snapshot(pool.state, { ms: 0, wall: 0 }).residents
  expect(residents()).toEqual([{ runner: 'r', tab: 'a', demo: 'demo', level: 'leased', held: 300 }])
  report('r', 'gone', 0)
  pool.tell('a', { type: 'settle', lease: pool.leaseOf('a', 'x'), outcome: 'lost' })
  expect(residents()).toEqual([])
  expect(pool.state.tabs.get('a')?.runners.size).toBe(0)
})
