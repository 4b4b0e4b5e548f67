import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClaims } from './claims'

const downloads = fc
  .record({ count: fc.integer({ min: 0, max: 60 }), lanes: fc.integer({ min: 1, max: 6 }) })
  .chain(({ count, lanes }) =>
    fc.record({
      count: fc.constant(count),
      lanes: fc.constant(lanes),
      stored: fc.uniqueArray(fc.integer({ min: 0, max: Math.max(0, count - 1) }), { maxLength: count }),
      // Which lane is the next to finish its segment.
      turns: fc.infiniteStream(fc.nat({ max: 1000 })),
    }),
  )

test('whichever lane is faster, every missing segment is claimed exactly once', () => {
  fc.assert(
    fc.property(downloads, ({ count, lanes, stored, turns }) => {
      const there = new Set(stored.filter((index) => index < count))
      const claims = createClaims(count, there)
      const taken: number[] = []
      let at = Array.from({ length: lanes }, () => claims.next(undefined)).filter(
        (index) => index !== undefined,
      )
      taken.push(...at)
      for (const turn of turns) {
        if (at.length === 0) break
        const lane = turn % at.length
        const next = claims.next(at[lane])
        if (next !== undefined) taken.push(next)
        at = at.flatMap((index, place) => (place !== lane ? [index] : next === undefined ? [] : [next]))
      }
      const missing = Array.from({ length: count }, (_, index) => index).filter((index) => !there.has(index))
      expect(taken.sort((a, b) => a - b)).toEqual(missing)
    }),
  )
})

test('lanes start far from each other, and each goes on where its stream is', () => {
  const claims = createClaims(12, new Set())
  const starts = [claims.next(undefined), claims.next(undefined), claims.next(undefined)]
  expect(starts).toEqual([0, 6, 3])
  expect(starts.map((index) => claims.next(index))).toEqual([1, 7, 4])
})

test('a stretch that nobody is heading for is taken from its start, a larger one from its middle', () => {
  const claims = createClaims(11, new Set([6]))
  expect(claims.next(undefined)).toBe(0)
  // 7 to 10 have no lane: more than the half of 1 to 5 that would be left for one.
  expect(claims.next(undefined)).toBe(7)
  expect(claims.next(undefined)).toBe(3)
})

test('a stream ends where what is stored or claimed begins', () => {
  const claims = createClaims(10, new Set([4]))
  expect([claims.end(0), claims.end(4), claims.end(5)]).toEqual([4, 4, 10])
})

test('the one segment that a lane comes to by itself is left to it', () => {
  const claims = createClaims(2, new Set())
  expect(claims.next(undefined)).toBe(0)
  expect(claims.next(undefined)).toBeUndefined()
  expect(claims.next(0)).toBe(1)
})
