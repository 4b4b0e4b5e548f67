import type { DayTotal, LedgerExtract, LedgerRow } from '../protocol/ledger'

export const DAY_MS = 24 * 60 * 60_000

/** What some leases came to. */
export type Spend = Omit<DayTotal, 'day' | 'demo'>

export interface SpendReport {
  total: Spend
  /** Most expensive first. */
  byDemo: (Spend & { demo: string })[]
  /** In UTC, oldest first; days without a lease are left out. */
  byDay: (Spend & { day: string })[]
}

/** Days are compared as texts, so their years have four digits. */
const LAST_INSTANT = Date.UTC(10_000, 0) - 1

/** The UTC day of an instant, as `2026-01-05`. */
export function dayOf(wall: number): string {
  return new Date(Math.min(Math.max(0, wall), LAST_INSTANT)).toISOString().slice(0, 10)
}

/** Rows, summed by demo and by the day on which they were settled; in the order in which these first come up. */
export function totalsByDay(rows: readonly LedgerRow[]): DayTotal[] {
  const totals = rows.map(({ demo, settledAt, queuedMs, attachMs, ranMs, chargedMs, creditMs }) => ({
    day: dayOf(settledAt),
    demo,
    leases: 1,
    queuedMs,
    attachMs,
    ranMs,
    chargedMs,
    creditMs,
  }))
  return grouped(totals, ({ day, demo }) => `${day} ${demo}`).map(([, total]) => total)
}

export function spendReport(extract: LedgerExtract): SpendReport {
  const byDay = spendByDay(extract)
  return { total: byDay.reduce(addSpend, NOTHING), byDemo: spendByDemo(extract), byDay }
}

export function spendByDemo(extract: LedgerExtract): SpendReport['byDemo'] {
  return grouped(everything(extract), ({ demo }) => demo)
    .map(([demo, total]) => ({ demo, ...spendOf(total) }))
    .sort((a, b) => b.chargedMs - a.chargedMs)
}

export function spendByDay(extract: LedgerExtract): SpendReport['byDay'] {
  return grouped(everything(extract), ({ day }) => day)
    .map(([day, total]) => ({ day, ...spendOf(total) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** `a`, with what `b` came to added. */
export function addTotals(a: DayTotal, b: DayTotal): DayTotal {
  return { ...a, ...addSpend(a, b) }
}

const NOTHING: Spend = { leases: 0, queuedMs: 0, attachMs: 0, ranMs: 0, chargedMs: 0, creditMs: 0 }

function addSpend(a: Spend, b: Spend): Spend {
  return {
    leases: a.leases + b.leases,
    queuedMs: a.queuedMs + b.queuedMs,
    attachMs: a.attachMs + b.attachMs,
    ranMs: a.ranMs + b.ranMs,
    chargedMs: a.chargedMs + b.chargedMs,
    creditMs: a.creditMs + b.creditMs,
  }
}

function everything({ rows, days }: LedgerExtract): DayTotal[] {
  return [...days, ...totalsByDay(rows)]
}

function spendOf({ leases, queuedMs, attachMs, ranMs, chargedMs, creditMs }: DayTotal): Spend {
  return { leases, queuedMs, attachMs, ranMs, chargedMs, creditMs }
}

function grouped(totals: readonly DayTotal[], keyOf: (total: DayTotal) => string): [string, DayTotal][] {
  const groups = new Map<string, DayTotal>()
  for (const total of totals) {
    const key = keyOf(total)
    const before = groups.get(key)
    groups.set(key, before ? addTotals(before, total) : total)
  }
  return [...groups]
}
