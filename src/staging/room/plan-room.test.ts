import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, planRoom } from './plan-room'

const MB = 1_000_000
const MARGIN = 64 * 1024 * 1024

function model(source: string, bytes: number, usedAt: number, kept?: Candidate['kept']): Candidate {
  return { source, bytes, usedAt, kept }
}

/** So much is free beyond the margin. */
function free(bytes: number): { usedBytes: number; allowedBytes: number } {
  return { usedBytes: 500 * MB, allowedBytes: 500 * MB + MARGIN + bytes }
}

const OLD = model('old', 100 * MB, 1)
const NEW = model('new', 100 * MB, 9)
const MIDDLE = model('middle', 100 * MB, 5)

test('what fits needs nobody to go', () => {
  expect(planRoom(50 * MB, free(50 * MB), [OLD])).toEqual({ fits: true, evict: [] })
})

test('the least recently used go first, and no more than have to', () => {
  const plan = (bytes: number) => planRoom(bytes, free(0), [NEW, OLD, MIDDLE])
  expect(plan(1)).toEqual({ fits: true, evict: ['old'] })
  expect(plan(100 * MB)).toEqual({ fits: true, evict: ['old'] })
  expect(plan(100 * MB + 1)).toEqual({ fits: true, evict: ['old', 'middle'] })
})

test('what is pinned or in use stays, however old', () => {
  const kept = [model('pinned', 100 * MB, 0, 'pinned'), model('used', 100 * MB, 0, 'in use')]
  expect(planRoom(1, free(0), [...kept, NEW])).toEqual({ fits: true, evict: ['new'] })
})

test('one whose bytes are all shared with others frees nothing, and stays', () => {
  expect(planRoom(1, free(0), [model('shared', 0, 0), NEW])).toEqual({ fits: true, evict: ['new'] })
})

describe('when it would not be enough', () => {
  const candidates = [OLD, model('big', 300 * MB, 2, 'pinned'), model('small', 5 * MB, 3, 'in use')]
  const plan = planRoom(250 * MB, free(10 * MB), candidates)

  test('nobody goes, and the numbers add up', () => {
    expect(plan).toMatchObject({
      fits: false,
      error: {
        code: 'StorageFull',
        figures: {
          neededBytes: 250 * MB,
          freeBytes: 10 * MB + MARGIN,
          marginBytes: MARGIN,
          couldGoBytes: 100 * MB,
          missingBytes: 140 * MB,
          usedBytes: 500 * MB,
          allowedBytes: 510 * MB + MARGIN,
        },
      },
    })
  })

  test('the way out names what takes the room, largest first, and why it stays', () => {
    if (plan.fits) throw new Error('it does not fit')
    expect(plan.error.wayOut).toMatch(/big \(300000000 bytes, pinned\); small \(5000000 bytes, in use\)/)
  })

  test('with nothing to delete, the disk is the way out', () => {
    const none = planRoom(250 * MB, free(0), [])
    if (none.fits) throw new Error('it does not fit')
    expect(none.error.wayOut).toMatch(/disk/)
  })
})

test('whatever there is: a plan frees enough with its last model, and never touches what is kept', () => {
  const candidate = fc.record({
    source: fc.uuid(),
    bytes: fc.nat({ max: 1_000 }),
    usedAt: fc.nat({ max: 20 }),
    kept: fc.constantFrom<Candidate['kept'][]>(undefined, undefined, 'pinned', 'in use'),
  })
  const cases = fc.record({
    bytes: fc.nat({ max: 5_000 }),
    freeBytes: fc.nat({ max: 2_000 }),
    candidates: fc.array(candidate, { maxLength: 12 }),
  })
  fc.assert(
    fc.property(cases, ({ bytes, freeBytes, candidates }) => {
      const storage = { usedBytes: 10_000, allowedBytes: 10_000 + freeBytes }
      const plan = planRoom(bytes, storage, candidates, 0)
      const loose = candidates.filter(({ kept }) => kept === undefined)
      const sum = (sources: readonly string[]) =>
        candidates.reduce((all, one) => (sources.includes(one.source) ? all + one.bytes : all), freeBytes)
      expect(plan.fits).toBe(sum(loose.map(({ source }) => source)) >= bytes)
      if (!plan.fits) return
      expect(sum(plan.evict)).toBeGreaterThanOrEqual(bytes)
      if (plan.evict.length > 0) expect(sum(plan.evict.slice(0, -1))).toBeLessThan(bytes)
      expect(plan.evict.every((source) => loose.some((one) => one.source === source))).toBe(true)
    }),
  )
})
