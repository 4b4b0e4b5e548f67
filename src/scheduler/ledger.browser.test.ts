import { openDB } from 'idb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Reservation, Settlement, UsageWindow } from './core/records'
import { type Ledger, openLedger } from './ledger'

const window: UsageWindow = { tier: 'pro', startedAt: 1_000, usedMs: 0 }
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
  expect((await open()).saved).toEqual({ lastLease: 0, tier: 'pro', windows: [] })
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
  before.ledger.close()

  const after = await open(9_000)
  expect(after.saved).toEqual({ lastLease: 2, tier: 'free', windows: [{ ...window, usedMs: 700 }] })
  expect(await stored()).toMatchObject({
    reservations: [],
    settlements: [
      { lease: 1, outcome: 'completed', chargedMs: 700 },
      { lease: 2, outcome: 'lost', ranMs: 0, chargedMs: 0, settledAt: 9_000 },
    ],
  })
  expect((await open()).saved.lastLease).toBe(2)
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
  const second = await openDB(database, 2)
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
