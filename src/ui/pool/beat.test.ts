import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { PoolState } from '../../host/types'
import { createBeat } from './beat'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const pool = createStore<PoolState>(() => ({
    connection: 'connected',
    error: undefined,
    pool: undefined,
    receivedAt: 0,
  }))
  const beat = createBeat(pool)
  const heard: number[] = []
  const begun = performance.now()
  const stop = beat.subscribe(() => heard.push(Math.round(performance.now() - begun)))
  return { pool, beat, heard, stop }
}

test('goes on by itself where no snapshot comes', () => {
  const { heard } = setUp()
  vi.advanceTimersByTime(350)
  expect(heard).toEqual([100, 200, 300])
})

test('is that of the snapshots while they come, and no other beside it', () => {
  const { pool, heard } = setUp()
  for (let count = 1; count <= 4; count += 1) {
    vi.advanceTimersByTime(99)
    pool.setState({ receivedAt: count })
    vi.advanceTimersByTime(1)
  }
  expect(heard).toEqual([99, 199, 299, 399])
})

test('two that listen hear one beat, and at the same instant', () => {
  const { beat, heard } = setUp()
  const instants: number[] = []
  beat.subscribe(() => instants.push(beat.at()))
  vi.advanceTimersByTime(200)
  expect(instants).toHaveLength(heard.length)
  expect(new Set(instants).size).toBe(2)
})

test('nobody listens: no timer, and a snapshot sets none', () => {
  const { pool, heard, stop } = setUp()
  stop()
  pool.setState({ receivedAt: 1 })
  expect(vi.getTimerCount()).toBe(0)
  expect(heard).toEqual([])
})
