import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPace, type Pace } from './pace'

const KIB = 1024
const MIB = 1024 * KIB
const SEGMENT = 16 * MIB

/** What is asked for once so many pieces came at this speed. */
function after(pieces: number, bytesPerSecond: number, pace: Pace = createPace()): number {
  for (let count = 0; count < pieces; count += 1) {
    const bytes = pace.next(SEGMENT)
    pace.came(bytes, (bytes / bytesPerSecond) * 1_000)
  }
  return pace.next(SEGMENT)
}

test('a fast server is asked for whole segments soon, a slow one for what comes in a second', () => {
  expect(after(0, 0)).toBe(512 * KIB)
  expect(after(1, 100 * MIB)).toBe(MIB)
  expect(after(5, 100 * MIB)).toBe(SEGMENT)
  expect(after(5, 300 * KIB)).toBeGreaterThan(280 * KIB)
  expect(after(5, 300 * KIB)).toBeLessThanOrEqual(300 * KIB)
})

test('what comes at once is no reason to divide by nothing', () => {
  const pace = createPace()
  pace.came(512 * KIB, 0)
  expect(pace.next(SEGMENT)).toBe(MIB)
})

test('after a piece that broke less is asked for, and its size is come near only slowly', () => {
  const pace = createPace()
  after(5, 100 * MIB, pace)
  pace.broke(SEGMENT)
  expect(pace.next(SEGMENT)).toBe(4 * MIB)
  expect(after(3, 100 * MIB, pace)).toBeLessThan(10 * MIB)
  expect(after(20, 100 * MIB, pace)).toBe(SEGMENT)
})

test('a rest is cut into equal parts', () => {
  expect(createPace().next(700 * KIB)).toBe(350 * KIB)
  expect(createPace().next(100)).toBe(100)
})

test('whatever happens, a piece is some bytes, and no more than are left or a segment', () => {
  const step = fc.record({
    ms: fc.constantFrom(0, 1, 1_000, 60_000),
    ok: fc.boolean(),
    left: fc.integer({ min: 1, max: SEGMENT }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const pace = createPace()
      for (const { ms, ok, left } of steps) {
        const bytes = pace.next(left)
        expect(bytes).toBeGreaterThan(0)
        expect(bytes).toBeLessThanOrEqual(left)
        if (ok) pace.came(bytes, ms)
        else pace.broke(bytes)
      }
    }),
  )
})
