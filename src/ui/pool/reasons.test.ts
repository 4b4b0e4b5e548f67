import { describe, expect, test } from 'vitest'
import type { Holder, Waiter } from '../../host/types'
import { headlineOf, reasonOf } from './reasons'

const waiter: Waiter = {
  request: 'r1',
  tab: 't.1',
  demo: 'worlds',
  fn: 'make',
  size: 'large',
  seconds: 15,
  position: 1,
  waitedMs: 0,
  etaMs: null,
  why: 'slot',
  next: true,
}
const holder: Holder = {
  lease: 1,
  request: 'r9',
  tab: 't.1',
  demo: 'stories',
  fn: 'tell',
  size: 'large',
  state: 'running',
  seconds: 12,
  ranMs: 0,
  loaded: 0,
  total: 0,
}
const whole: Waiter = { ...waiter, size: 'xlarge', why: 'both slots' }
const pool = (holders: Holder[], queue: Waiter[] = []) => ({ slots: 2, holders, queue })

describe('why a call waits', () => {
  test('for a slot, as the next one', () => {
    expect(reasonOf(waiter, pool([holder, holder]))).toBe('gets the first slot that is free')
  })

  test('for both slots, of which one is kept free for it: the pool looks idle and is not', () => {
    expect(reasonOf(whole, pool([holder]))).toBe(
      'waits for both slots: one is kept free for it, the other one drains',
    )
  })

  test('for both slots, which two leases or one of all of it hold', () => {
    expect(reasonOf(whole, pool([holder, holder]))).toContain('two leases have to end')
    expect(reasonOf(whole, pool([{ ...holder, size: 'xlarge' }]))).toContain('one lease holds them')
  })

  test('behind others, and behind one that takes both slots', () => {
    const third: Waiter = { ...waiter, position: 3, next: false }
    expect(reasonOf(third, pool([holder, holder], [waiter, third]))).toBe(
      'needs a slot; 2 calls are before it',
    )
    const second: Waiter = { ...waiter, position: 2, next: false }
    expect(reasonOf(second, pool([holder], [whole, second]))).toBe(
      'needs a slot; one call is before it, and the first of them takes both slots',
    )
  })

  test('for memory, for its own runner, for its function', () => {
    expect(reasonOf({ ...waiter, why: 'memory' }, pool([]))).toContain('give up their memory')
    expect(reasonOf({ ...waiter, why: 'its runner' }, pool([]))).toContain('its own runner')
    expect(reasonOf({ ...waiter, why: 'concurrency' }, pool([]))).toContain('an earlier make() to end')
  })
})

describe('the headline', () => {
  const of = (holders: Holder[], queue: Waiter[] = []) =>
    headlineOf(pool(holders, queue), (demo) => `«${demo}»`)
  const xlarge: Holder = { ...holder, size: 'xlarge' }

  test.each([
    [[], 'The GPU is free: nobody holds it'],
    [[holder], '«stories» holds one half of the GPU, the other one is free'],
    [[xlarge], '«stories» holds the whole GPU'],
    [[holder, { ...holder, demo: 'digits' }], '«stories» and «digits» hold one half of the GPU each'],
    [[holder, holder], 'Two calls of «stories» hold one half of the GPU each'],
  ])('says who holds the GPU: %#', (holders, text) => {
    expect(of(holders)).toEqual({ holders: text, next: undefined })
  })

  test('says who is next, and why, wherever it stands in the queue', () => {
    const heldUp: Waiter = { ...waiter, demo: 'digits', why: 'its runner', next: false }
    expect(of([holder], [heldUp, { ...whole, position: 2 }]).next).toBe(
      '«worlds» waits for both slots: one is kept free for it, the other one drains',
    )
  })
})
