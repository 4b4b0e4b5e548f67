import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand'
import { paced } from './paced'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a change after a rest shows at once', () => {
  const store = createStore(() => ({ count: 0 }))
  const shown = paced(store, 100)
  store.setState({ count: 1 })
  expect(shown.getState()).toEqual({ count: 1 })
})

test('changes that follow show together, the last one too', () => {
  const store = createStore(() => ({ count: 0 }))
  const shown = paced(store, 100)
  const told: number[] = []
  shown.subscribe(({ count }) => told.push(count))
  for (let count = 1; count <= 25; count += 1) {
    store.setState({ count })
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(100)
  expect(told).toEqual([1, 10, 20, 25])
})

test('whoever rests sets no timer', () => {
  const store = createStore(() => ({ count: 0 }))
  const shown = paced(store, 100)
  store.setState({ count: 1 })
  vi.advanceTimersByTime(200)
  expect(vi.getTimerCount()).toBe(0)
  store.setState({ count: 2 })
  expect(shown.getState()).toEqual({ count: 2 })
})
