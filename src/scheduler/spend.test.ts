import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DayTotal, LedgerRow } from '../protocol/ledger'
import {
  addTotals,
  DAY_MS,
  dayOf,
  type Spend,
  spendByDay,
  spendByDemo,
  spendReport,
  totalsByDay,
} from './spend'

const MONDAY = Date.UTC(2026, 0, 5)

function row(figures: Partial<LedgerRow>): LedgerRow {
  return {
    lease: 1,
    tier: 'pro',
    demo: 'digits',
    fn: 'classify',
    size: 'large',
    seconds: 5,
    grantedAt: MONDAY,
    settledAt: MONDAY,
    outcome: 'completed',
    queuedMs: 0,
    attachMs: 0,
    ranMs: 0,
    chargedMs: 0,
    creditMs: 0,
    ...figures,
  }
}

test('spend by demo has the most expensive first', () => {
  const rows = [
    row({ demo: 'cheap', ranMs: 10, chargedMs: 10 }),
    row({ demo: 'dear', ranMs: 5, chargedMs: 10, attachMs: 3 }),
    row({ demo: 'dear', ranMs: 5, chargedMs: 10, creditMs: 4, queuedMs: 2 }),
  ]
  expect(spendByDemo({ rows, days: [] })).toEqual([
    { demo: 'dear', leases: 2, queuedMs: 2, attachMs: 3, ranMs: 10, chargedMs: 20, creditMs: 4 },
    { demo: 'cheap', leases: 1, queuedMs: 0, attachMs: 0, ranMs: 10, chargedMs: 10, creditMs: 0 },
  ])
})

test('spend by day counts a lease on the day on which it was settled, rows and folded days together', () => {
  const folded: DayTotal = {
    day: '2026-01-05',
    demo: 'digits',
    leases: 3,
    queuedMs: 1,
    attachMs: 1,
    ranMs: 1,
    chargedMs: 100,
    creditMs: 60,
  }
  const rows = [
    row({ settledAt: MONDAY + DAY_MS, chargedMs: 7 }),
    row({ grantedAt: MONDAY - 5, settledAt: MONDAY, chargedMs: 1, creditMs: 1 }),
  ]
  expect(spendByDay({ rows, days: [folded] })).toMatchObject([
    { day: '2026-01-05', leases: 4, chargedMs: 101, creditMs: 61 },
    { day: '2026-01-06', leases: 1, chargedMs: 7, creditMs: 0 },
  ])
})

test('the report adds it all up, which of nothing is nothing', () => {
  const rows = [row({ demo: 'a', chargedMs: 7, creditMs: 3 }), row({ demo: 'b', chargedMs: 1, queuedMs: 2 })]
  expect(spendReport({ rows, days: [] })).toMatchObject({
    total: { leases: 2, queuedMs: 2, attachMs: 0, ranMs: 0, chargedMs: 8, creditMs: 3 },
    byDemo: [{ demo: 'a' }, { demo: 'b' }],
    byDay: [{ day: '2026-01-05', leases: 2 }],
  })
  expect(spendReport({ rows: [], days: [] })).toMatchObject({ total: { leases: 0, chargedMs: 0 }, byDay: [] })
})

test.each([
  [Number.NEGATIVE_INFINITY, '1970-01-01'],
  [0, '1970-01-01'],
  [MONDAY - 1, '2026-01-04'],
  [Number.POSITIVE_INFINITY, '9999-12-31'],
])('%s lies on %s', (wall, day) => {
  expect(dayOf(wall)).toBe(day)
})

test('folding some rows, in any number of steps, changes no sum', () => {
  const ms = fc.nat(10_000)
  const rows = fc.array(
    fc
      .record({
        demo: fc.constantFrom('a', 'b', 'c'),
        day: fc.nat(3),
        queuedMs: ms,
        ranMs: ms,
        chargedMs: ms,
        creditMs: ms,
      })
      .map(({ day, ...figures }) => row({ settledAt: MONDAY + day * DAY_MS, ...figures })),
  )
  fc.assert(
    fc.property(rows, fc.nat(50), fc.nat(50), (all, one, other) => {
      const [first, second] = [Math.min(one, other), Math.max(one, other)]
      const days: DayTotal[] = totalsByDay(all.slice(0, first))
      for (const total of totalsByDay(all.slice(first, second))) {
        const at = days.findIndex(({ day, demo }) => day === total.day && demo === total.demo)
        const before = days[at]
        if (before) days[at] = addTotals(before, total)
        else days.push(total)
      }
      const folded = { rows: all.slice(second), days }
      const plain = { rows: all, days: [] }
      expect(spendByDay(folded)).toEqual(spendByDay(plain))
      expect(byName(spendByDemo(folded))).toEqual(byName(spendByDemo(plain)))
      expect(spendReport(folded).total).toEqual(spendReport(plain).total)
    }),
  )
})

/** Demos that cost the same may come in any order. */
function byName(spend: (Spend & { demo: string })[]): Map<string, Spend> {
  return new Map(
    spend.sort((a, b) => (a.demo < b.demo ? -1 : 1)).map(({ demo, ...figures }) => [demo, figures]),
  )
}
