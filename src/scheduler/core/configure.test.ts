import { beforeEach, expect, test } from 'vitest'
import { createVirtualPool, type VirtualPool } from './pool.fixture'
import { snapshot } from './snapshot'
import { NOTHING_SAVED } from './state'

let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a')
})
const settings = () => snapshot(pool.state, { ms: 0, wall: 0 }).settings

test('what is configured holds from now on, is kept whole, and leaves the rest as it was', () => {
  expect(settings()).toEqual({ keepAliveMs: 60_000, budgetBytes: 1_000, queueLimit: 64 })
  pool.tell('a', { type: 'configure', settings: { queueLimit: 1 } })
  const [kept] = pool.tell('a', { type: 'configure', settings: { keepAliveMs: 5_000 } })
  expect(kept).toEqual({ type: 'keepSettings', settings: { queueLimit: 1, keepAliveMs: 5_000 } })
  expect(settings()).toEqual({ keepAliveMs: 5_000, budgetBytes: 1_000, queueLimit: 1 })
})

test('is taken up again by the next scheduler, before the guess of its first tab', () => {
  pool = createVirtualPool(undefined, { ...NOTHING_SAVED, settings: { budgetBytes: 600, queueLimit: 3 } })
  pool.connect('a')
  expect(settings()).toEqual({ keepAliveMs: 60_000, budgetBytes: 600, queueLimit: 3 })
})

test('a smaller budget leaves leases their slices, and makes the next call wait for room', () => {
  pool.ask('a', { request: '1' })
  pool.tell('a', { type: 'configure', settings: { budgetBytes: 400 } })
  pool.ask('a', { request: '2' })
  expect(pool.told('a', '2')).toEqual([])
  pool.tell('a', { type: 'settle', lease: pool.start('a', '1', 100), outcome: 'completed' })
  expect(pool.last('a', '2')).toMatchObject({ type: 'granted', sliceBytes: 200 })
})

test('a longer queue is a setting', () => {
  pool.ask('a', { request: 'holder', size: 'xlarge' })
  pool.tell('a', { type: 'configure', settings: { queueLimit: 1 } })
  pool.ask('a', { request: '1' })
  pool.ask('a', { request: '2' })
  expect(pool.last('a', '2')).toMatchObject({ error: { code: 'QueueFull', figures: { limit: 1 } } })
})
