import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createBeat } from '../beat'
import { onBeat } from './on-beat'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what changes between two beats is shown once, and no timer runs while nothing does', () => {
  const store = createStore(() => ({ count: 0 }))
  const shown = onBeat(store, createBeat(createStore(() => 0)))
  const told: number[] = []
  shown.subscribe(({ count }) => told.push(count))
  for (let count = 1; count <= 5; count += 1) store.setState({ count })
  expect(told).toEqual([])
  vi.advanceTimersByTime(100)
  expect(told).toEqual([5])
  expect(vi.getTimerCount()).toBe(0)
  store.setState({ count: 6 })
  vi.advanceTimersByTime(100)
  expect(told).toEqual([5, 6])
})
