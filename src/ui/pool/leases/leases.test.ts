import { describe, expect, test } from 'vitest'
import { fakeRow, T } from '../timeline/spans.fixture'
import { NOTHING_READ, toRead, withRows } from './rows'
import { PER_PAGE, pageOf, reorder, shownRows } from './table-rows'

const old = fakeRow({ lease: 1, demo: 'digits', grantedAt: T - 900_000 })
const mid = fakeRow({ lease: 2, demo: 'stories', outcome: 'lost', ranMs: 9_000, chargedMs: 0 })
const fresh = fakeRow({ lease: 3, demo: 'digits', grantedAt: T + 90_000 })

describe('the ledger is read on', () => {
  test('from as far back as is wanted, then from where it ended, and a little before', () => {
    expect(toRead(NOTHING_READ, T)).toEqual({ since: T, until: Number.POSITIVE_INFINITY })
    const read = withRows(NOTHING_READ, T - 1e6, [old, mid])
    expect(toRead(read, T - 1e6).since).toBe(mid.settledAt - 60_000)
    expect(toRead(read, T - 2e6).since).toBe(T - 2e6)
  })

  test('each lease once, in the order in which they were settled', () => {
    const read = withRows(NOTHING_READ, T - 1_000, [mid])
    const on = withRows(read, T - 1_000, [mid, fresh])
    expect(on.rows).toEqual([mid, fresh])
    expect(withRows(on, T - 1e6, [old, mid, fresh])).toEqual({ rows: [old, mid, fresh], since: T - 1e6 })
  })

  test('what brings nothing new changes nothing', () => {
    const read = withRows(NOTHING_READ, T, [mid])
    expect(withRows(read, T, [mid])).toBe(read)
  })
})

describe('the table of leases', () => {
  const rows = [old, mid, fresh]
  const all = { demo: undefined, outcome: undefined }
  const numbers = (...rest: Parameters<typeof shownRows> extends [unknown, ...infer Rest] ? Rest : never) =>
    shownRows(rows, ...rest).map(({ lease }) => lease)

  test('has what was settled since, by demo and outcome', () => {
    const newest = { column: 'settledAt', down: true } as const
    expect(numbers(T, all, newest)).toEqual([3, 2])
    expect(numbers(0, { ...all, demo: 'digits' }, newest)).toEqual([3, 1])
    expect(numbers(0, { ...all, outcome: 'lost' }, newest)).toEqual([2])
    expect(numbers(0, { demo: 'digits', outcome: 'lost' }, newest)).toEqual([])
  })

  test('is sorted by any column, and of equal ones the newest comes first', () => {
    expect(numbers(0, all, { column: 'ranMs', down: true })).toEqual([2, 3, 1])
    expect(numbers(0, all, { column: 'demo', down: false })).toEqual([3, 1, 2])
  })

  test('turns round at a second click; numbers begin with the largest', () => {
    const first = reorder({ column: 'settledAt', down: true }, 'ranMs')
    expect(first).toEqual({ column: 'ranMs', down: true })
    expect(reorder(first, 'ranMs')).toEqual({ column: 'ranMs', down: false })
    expect(reorder(first, 'demo')).toEqual({ column: 'demo', down: false })
  })

  test('has pages, and shows the last one where there are fewer than before', () => {
    const many = Array.from({ length: PER_PAGE * 2 + 1 }, (_, index) => fakeRow({ lease: index }))
    expect(pageOf(many, 1)).toMatchObject({ page: 1, pages: 3 })
    expect(pageOf(many, 2).rows).toHaveLength(1)
    expect(pageOf(many.slice(0, 3), 2)).toMatchObject({ page: 0, pages: 1 })
    expect(pageOf([], 0)).toEqual({ rows: [], page: 0, pages: 1 })
  })
})
