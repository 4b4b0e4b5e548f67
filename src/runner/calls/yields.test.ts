import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createYields } from './yields'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function setUp() {
  const sent: { outputs: unknown[]; skipped: number[] }[] = []
  const yields = createYields(({ outputs, skipped, transfer }) =>
    sent.push(structuredClone({ outputs, skipped }, { transfer })),
  )
  const add = (...outputs: unknown[]) => yields.add({ outputs, skipped: [], transfer: [] })
  return { sent, yields, add, values: () => sent.map(({ outputs }) => outputs[0]) }
}

test('steps are sent as they come', () => {
  const { add, values } = setUp()
  const steps = Array.from({ length: 30 }, (_, step) => step)
  for (const step of steps) add(step)
  expect(values()).toEqual(steps)
})

test('of a flood the newest is sent within a frame, and the last one always', () => {
  const { add, values } = setUp()
  for (let step = 0; step < 1000; step++) add(step)
  expect(values()).toHaveLength(32)
  vi.advanceTimersByTime(16)
  expect(values()).toHaveLength(33)
  expect(values().at(-1)).toBe(999)
  vi.advanceTimersByTime(1000)
  expect(values()).toHaveLength(33)
})

test('a flood that lets no timer ring is sent as often as a screen shows it', () => {
  const { add, values } = setUp()
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  for (let step = 0; step < 10_000; step++) {
    add(step)
    now += 0.1
  }
  // A second of it.
  expect(values().length).toBeGreaterThan(80)
  expect(values().length).toBeLessThan(100)
})

test('what is held back is as it was when it was yielded', () => {
  const { add, yields, sent } = setUp()
  for (let step = 0; step < 32; step++) add(step)
  const list = [1]
  const picture = new Uint8Array([7])
  add({ list, picture })
  list.push(2)
  picture[0] = 9
  yields.flush()
  expect(sent.at(-1)?.outputs).toEqual([{ list: [1], picture: new Uint8Array([7]) }])
})

test('what was given away is gone, held back or not', () => {
  const { add, yields } = setUp()
  for (let step = 0; step < 32; step++) add(step)
  const bytes = new Uint8Array([1, 2])
  yields.add({ outputs: [bytes], skipped: [], transfer: [bytes.buffer] })
  expect(bytes.byteLength).toBe(0)
})

test('an output that the newest skips is as the one before it had it', () => {
  const { add, yields, sent } = setUp()
  for (let step = 0; step < 32; step++) add(step, step)
  yields.add({ outputs: ['a', undefined], skipped: [1], transfer: [] })
  yields.add({ outputs: [undefined, 'b'], skipped: [0], transfer: [] })
  yields.add({ outputs: [undefined, undefined], skipped: [0, 1], transfer: [] })
  yields.flush()
  expect(sent.at(-1)).toEqual({ outputs: ['a', 'b'], skipped: [] })
})

test('what nobody can copy is refused where it is yielded', () => {
  const { add } = setUp()
  for (let step = 0; step < 32; step++) add(step)
  expect(() => add(() => 1)).toThrow()
})
