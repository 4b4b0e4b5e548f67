import { openDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Reservation, Settlement, UsageWindow } from './core/records'
import { type Ledger, openLedger } from './ledger'
import { spendByDay, spendByDemo } from './spend'

const window: UsageWindow = { tier: 'pro', startedAt: 1_000, usedMs: 0, runs: 0, creditsMs: 0 }
const DAY = 24 * 60 * 60_000
const MONDAY = Date.UTC(2026, 0, 5)
const EVER = { since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }
const failed = vi.fn<(error: unknown) => void>()
let database: string
let ledgers: Ledger[]

beforeEach(() => {
  database = `ledger-${crypto.randomUUID()}`
  ledgers = []
  failed.mockClear()
})
afterEach(() => {
  for (const ledger of ledgers) ledger.close()
  indexedDB.deleteDatabase(database)
})

async function open(wall = 9_000) {
  const opened = await openLedger({ database, wall: () => wall, failed })
  ledgers.push(opened.ledger)
  return opened
}

function reservation(lease: number): Reservation {
  return {
    lease,
    tier: 'pro',
    demo: 'demo',
    fn: 'fn',
    size: 'large',
    seconds: 10,
    requestedMs: 10_000,
    queuedMs: 5,
    grantedAt: 1_000,
  }
}

function settlement(lease: number, chargedMs: number): Settlement {
  return {
    ...reservation(lease),
    outcome: 'completed',
    attachMs: 3,
    ranMs: chargedMs,
    chargedMs,
    creditMs: 0,
    settledAt: 2_000,
  }
}

/** What is on disk. Its transaction comes after every write that was issued before it. */
async function stored() {
  const db = await openDB(database)
  const tx = db.transaction(['settlements', 'reservations', 'windows'])
  const rows = {
    settlements: await tx.objectStore('settlements').getAll(),
    reservations: await tx.objectStore('reservations').getAll(),
    windows: await tx.objectStore('windows').getAll(),
  }
  db.close()
  return rows
}

test('a new ledger has nothing: no lease, no window, the default tier', async () => {
  expect((await open()).saved).toEqual({ lastLease: 0, tier: 'pro', windows: [], settings: {} })
})

test('a settlement takes the place of its reservation, with the window as it was charged', async () => {
  const { ledger } = await open()
  ledger.reserve(reservation(1), window)
  expect(await stored()).toMatchObject({ reservations: [{ lease: 1 }], settlements: [] })
  ledger.settle(settlement(1, 700), { ...window, usedMs: 700 })
  expect(await stored()).toEqual({
    reservations: [],
    settlements: [settlement(1, 700)],
    windows: [{ ...window, usedMs: 700 }],
  })
})

test('a scheduler that starts again settles what was open as lost, unbilled, and restores the window', async () => {
  const before = await open()
  before.ledger.reserve(reservation(1), window)
  before.ledger.settle(settlement(1, 700), { ...window, usedMs: 700 })
  before.ledger.reserve(reservation(2), { ...window, usedMs: 700 })
  before.ledger.keepTier('free')
  before.ledger.keepSettings({ queueLimit: 5 })
  before.ledger.close()

  const after = await open(9_000)
  expect(after.saved).toEqual({
    lastLease: 2,
    tier: 'free',
    windows: [{ ...window, usedMs: 700 }],
    settings: { queueLimit: 5 },
  })
  expect(await stored()).toMatchObject({
    reservations: [],
    settlements: [
      { lease: 1, outcome: 'completed', chargedMs: 700 },
      { lease: 2, outcome: 'lost', ranMs: 0, chargedMs: 0, settledAt: 9_000 },
    ],
  })
  expect((await open()).saved.lastLease).toBe(2)
})

test('credits that were bought are there again, and so is the purchase', async () => {
  const { ledger } = await open()
  ledger.addCredits({ tier: 'pro', creditMs: 5_000, boughtAt: 1 }, { ...window, creditsMs: 5_000 })
  expect((await open()).saved.windows).toEqual([{ ...window, creditsMs: 5_000 }])
  const db = await openDB(database)
  expect(await db.getAll('purchases')).toEqual([{ tier: 'pro', creditMs: 5_000, boughtAt: 1 }])
  db.close()
})

test('a write that fails is told, and leaves what was settled as it was', async () => {
  const { ledger } = await open()
  ledger.settle(settlement(1, 700), { ...window, usedMs: 700 })
  ledger.settle(settlement(1, 900), { ...window, usedMs: 900 })
  expect(await stored()).toMatchObject({
    settlements: [{ chargedMs: 700 }],
    windows: [{ usedMs: 700 }],
  })
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce())
})

test('a connection that the browser took away is opened again by the next writes, which keep their order', async () => {
  const { ledger } = await open()
  const second = await openDB(database, 3)
  second.close()
  await new Promise((resolve) => {
    const deletion = indexedDB.deleteDatabase(database)
    deletion.onsuccess = resolve
  })
  ledger.reserve(reservation(7), window)
  ledger.settle(settlement(7, 10), window)
  await vi.waitFor(async () => expect(await stored()).toMatchObject({ settlements: [{ lease: 7 }] }))
  expect((await stored()).reservations).toEqual([])
  expect(failed).not.toHaveBeenCalled()
})

test('what was written before `close` is kept', async () => {
  const { ledger } = await open()
  ledger.reserve(reservation(3), window)
  ledger.close()
  ledger.close()
  expect((await stored()).reservations).toHaveLength(1)
})

async function filled(rows: { lease: number; demo: string; settledAt: number; chargedMs: number }[]) {
  const { ledger } = await open(MONDAY)
  for (const { lease, demo, settledAt, chargedMs } of rows)
    ledger.settle({ ...settlement(lease, chargedMs), demo, settledAt }, window)
  return ledger
}

test('a span of time is read with what was just written, from its start and up to its end', async () => {
  const ledger = await filled([
    { lease: 1, demo: 'a', settledAt: 100, chargedMs: 1 },
    { lease: 3, demo: 'a', settledAt: 200, chargedMs: 2 },
    { lease: 2, demo: 'b', settledAt: 299, chargedMs: 3 },
    { lease: 4, demo: 'b', settledAt: 300, chargedMs: 4 },
  ])
  const { rows } = await ledger.read({ since: 200, until: 300 })
  expect(rows.map(({ lease }) => lease)).toEqual([3, 2])
  expect((await ledger.read(EVER)).rows).toHaveLength(4)
  expect(await ledger.read({ since: 300, until: 200 })).toEqual({ rows: [], days: [] })
  expect(await ledger.read({ since: Number.NaN, until: 200 })).toEqual({ rows: [], days: [] })
})

test('rows of more than 90 days ago are folded into days, and no sum changes', async () => {
  const before = await filled([
    { lease: 1, demo: 'a', settledAt: MONDAY, chargedMs: 10 },
    { lease: 2, demo: 'a', settledAt: MONDAY + DAY - 1, chargedMs: 20 },
    { lease: 3, demo: 'b', settledAt: MONDAY + 5, chargedMs: 40 },
    { lease: 4, demo: 'a', settledAt: MONDAY + DAY, chargedMs: 80 },
    { lease: 5, demo: 'a', settledAt: MONDAY + 90 * DAY, chargedMs: 160 },
  ])
  const then = await before.read(EVER)
  before.close()

  // In the middle of a day: its rows stay, since a day is folded whole.
  const { ledger } = await open(MONDAY + 91.5 * DAY)
  const now = await ledger.read(EVER)
  expect(now.rows.map(({ lease }) => lease)).toEqual([4, 5])
  expect(now.days).toMatchObject([
    { day: '2026-01-05', demo: 'a', leases: 2, chargedMs: 30 },
    { day: '2026-01-05', demo: 'b', leases: 1, chargedMs: 40 },
  ])
  expect(spendByDemo(now)).toEqual(spendByDemo(then))
  expect(spendByDay(now)).toEqual(spendByDay(then))
  expect((await ledger.read({ since: MONDAY + DAY, until: Number.POSITIVE_INFINITY })).days).toEqual([])
  expect((await ledger.read({ since: MONDAY, until: MONDAY + 1 })).days).toHaveLength(2)
})

test('folding twice, and the clock set back in between, counts nothing twice', async () => {
  const first = await filled([
    { lease: 1, demo: 'a', settledAt: MONDAY, chargedMs: 10 },
    { lease: 2, demo: 'a', settledAt: MONDAY + 100 * DAY, chargedMs: 20 },
  ])
  first.close()
  const second = await open(MONDAY + 100 * DAY)
  second.ledger.settle({ ...settlement(3, 40), demo: 'a', settledAt: MONDAY }, window)
  second.ledger.settle({ ...settlement(4, 80), demo: 'a', settledAt: MONDAY + 100 * DAY }, window)
  second.ledger.close()
  const third = await open(MONDAY + 100 * DAY)
  const { days, rows } = await third.ledger.read(EVER)
  expect(days).toMatchObject([{ day: '2026-01-05', leases: 2, chargedMs: 50 }])
  expect(rows.map(({ lease }) => lease)).toEqual([2, 4])
  expect(third.saved.lastLease).toBe(4)
})

test('the newest row is never folded: lease numbers go on from it', async () => {
  const before = await filled([{ lease: 7, demo: 'a', settledAt: MONDAY, chargedMs: 10 }])
  before.close()
  await open(MONDAY + 500 * DAY)
  expect((await open(MONDAY + 501 * DAY)).saved.lastLease).toBe(7)
})

test('a ledger of the first version keeps its rows', async () => {
  const old = await openDB(database, 1, {
    upgrade(db) {
      const settlements = db.createObjectStore('settlements', { keyPath: 'lease' })
      settlements.createIndex('settledAt', 'settledAt')
      db.createObjectStore('reservations', { keyPath: 'lease' })
      db.createObjectStore('windows', { keyPath: 'tier' })
      db.createObjectStore('settings')
    },
  })
  await old.put('settlements', settlement(9, 700))
  old.close()
  const { ledger, saved } = await open()
  expect(saved.lastLease).toBe(9)
  expect(await ledger.read(EVER)).toEqual({ rows: [settlement(9, 700)], days: [] })
})

test('rows and days that were kept without creditMs are read, and folded, as 0', async () => {
  const { ledger } = await open(MONDAY)
  ledger.close()
  const old = await openDB(database)
  for (const lease of [1, 2]) {
    const { creditMs: _, ...row } = settlement(lease, 10)
    await old.put('settlements', { ...row, settledAt: MONDAY + (lease - 1) * 100 * DAY })
  }
  const { demo } = settlement(1, 10)
  const sums = { queuedMs: 0, attachMs: 0, ranMs: 5, chargedMs: 5 }
  await old.put('days', { day: '2026-01-05', demo, leases: 1, ...sums })
  old.close()
  const { days, rows } = await (await open(MONDAY)).ledger.read(EVER)
  expect(days).toMatchObject([{ leases: 1, chargedMs: 5, creditMs: 0 }])
  expect(rows).toMatchObject([{ creditMs: 0 }, { creditMs: 0 }])
  const folded = await (await open(MONDAY + 100 * DAY)).ledger.read(EVER)
  expect(folded.days).toMatchObject([{ leases: 2, chargedMs: 15, creditMs: 0 }])
})

test('what demos of somebody else have spent is restored with the window', async () => {
  const shares = [{ demo: '__proto__', spentMs: 700 }]
  const { ledger } = await open()
  ledger.settle(settlement(1, 700), { ...window, usedMs: 700, shares })
  ledger.close()
  expect((await open()).saved.windows).toEqual([{ ...window, usedMs: 700, shares }])
})
