import { type DBSchema, type IDBPDatabase, openDB, unwrap } from 'idb'
import type { DayTotal, LedgerExtract, LedgerRange } from '../protocol/ledger'
import type { PoolSettings, Tier } from '../protocol/pool'
import type { Purchase, Reservation, Saved, Settlement, UsageWindow } from './core/records'
import { DEFAULT_TIER } from './core/tiers'
import { addTotals, DAY_MS, dayOf, totalsByDay } from './spend'

/** Rows are kept this long; then their sums by demo and day are. */
const KEPT_MS = 90 * DAY_MS

/** Older versions kept rows and days without `creditMs`; it is read as 0. */
type Kept<T extends { creditMs: number }> = Omit<T, 'creditMs'> & { creditMs?: number }

interface LedgerSchema extends DBSchema {
  /** Append-only: one row for each lease that was settled, until its day is folded into `days`. */
  settlements: { key: number; value: Kept<Settlement>; indexes: { settledAt: number } }
  /** Leases that are live, or were when a scheduler died. */
  reservations: { key: number; value: Reservation }
  days: { key: [day: string, demo: string]; value: Kept<DayTotal> }
  windows: { key: Tier; value: UsageWindow }
  /** Append-only: credits that were bought. */
  purchases: { key: number; value: Purchase }
  settings: { key: 'tier'; value: Tier }
  configured: { key: 'pool'; value: Partial<PoolSettings> }
}

type Database = IDBPDatabase<LedgerSchema>

/**
 * Writes return at once and are carried out in order. A reservation's request has left this thread when
 * `reserve` returns; see docs/decisions/0001-the-grant-does-not-wait-for-the-ledger.md.
 */
export interface Ledger {
  /** `window` if this grant opened it. */
  reserve(reservation: Reservation, window: UsageWindow | undefined): void
  settle(settlement: Settlement, window: UsageWindow): void
  addCredits(purchase: Purchase, window: UsageWindow): void
  keepTier(tier: Tier): void
  /** All that was ever configured. */
  keepSettings(settings: Partial<PoolSettings>): void
  /** Answered when every write that was issued before it is carried out. Rejects when storage fails. */
  read(range: LedgerRange): Promise<LedgerExtract>
  /** Idempotent. Writes that were issued are still carried out. */
  close(): void
}

export const NOTHING_READ: LedgerExtract = { rows: [], days: [] }

/** Keeps nothing. */
export const noLedger: Ledger = {
  reserve() {},
  settle() {},
  addCredits() {},
  keepTier() {},
  keepSettings() {},
  read: async () => NOTHING_READ,
  close() {},
}

export interface LedgerOptions {
  /** Names another database, for tests. */
  database?: string
  /** Wall clock, for the settlement of what an earlier scheduler left open. */
  wall(): number
  /** A write, or the way to the database, failed. The scheduler goes on with what it has in memory. */
  failed(error: unknown): void
}

/**
 * Opens the ledger in IndexedDB and settles the reservations that an earlier scheduler left open: as lost,
 * not billed. It owns the database's connection and schema; it knows no rule of the quota.
 */
export async function openLedger(options: LedgerOptions): Promise<{ ledger: Ledger; saved: Saved }> {
  let database: Database | undefined
  let opening: Promise<Database> | undefined
  let closed = false

  function connect(): Promise<Database> {
    opening ??= openDatabase(options.database ?? 'sublet-scheduler', forget)
      .then((opened) => {
        database = opened
        return opened
      })
      .finally(() => {
        opening = undefined
      })
    return opening
  }

  /** The browser closed the connection, or a newer version of the schema asks for the database. */
  function forget(): void {
    database?.close()
    database = undefined
  }

  /** In the usual case the transaction is issued before this returns; only a lost connection is waited for. */
  function write(run: (database: Database) => Promise<unknown>): void {
    if (closed) return
    // Only an `async` function turns what is thrown (a connection that is just closing) into a rejection.
    const issue = async (to: Database): Promise<unknown> => run(to)
    const written = database ? issue(database) : connect().then(issue)
    written.catch(options.failed)
  }

  const saved = await restore(await connect(), options.wall())
  write((to) => compact(to, options.wall() - KEPT_MS))
  return {
    saved,
    ledger: {
      reserve: (reservation, window) => write((to) => putReservation(to, reservation, window)),
      settle: (settlement, window) => write((to) => putSettlement(to, settlement, window)),
      addCredits: (purchase, window) => write((to) => putPurchase(to, purchase, window)),
      keepTier: (tier) => write((to) => to.put('settings', tier, 'tier')),
      keepSettings: (settings) => write((to) => to.put('configured', settings, 'pool')),
      read: async (range) => extract(database ?? (await connect()), range),
      close() {
        closed = true
        // Behind the writes that wait for the connection: a database is closed when its transactions are done.
        opening?.then(forget, options.failed)
        forget()
      },
    },
  }
}

function openDatabase(name: string, forget: () => void): Promise<Database> {
  return openDB<LedgerSchema>(name, 3, {
    upgrade(database, from) {
      if (from < 1) {
        const settlements = database.createObjectStore('settlements', { keyPath: 'lease' })
        settlements.createIndex('settledAt', 'settledAt')
        database.createObjectStore('reservations', { keyPath: 'lease' })
        database.createObjectStore('windows', { keyPath: 'tier' })
        database.createObjectStore('settings')
      }
      if (from < 2) database.createObjectStore('days', { keyPath: ['day', 'demo'] })
      if (from < 3) {
        database.createObjectStore('purchases', { autoIncrement: true })
        database.createObjectStore('configured')
      }
    },
    blocking: forget,
    terminated: forget,
  })
}

// Relaxed: a crash of the machine may lose the last moments, a crash of the browser does not. `commit` at
// once: the browser need not ask back whether more requests follow.
const RELAXED = { durability: 'relaxed' } as const

/**
 * On the way of every grant, and so the one write that goes past `idb`, whose wrappers cost a third of it, and
 * that touches one store where one is enough.
 */
function putReservation(
  database: Database,
  reservation: Reservation,
  window: UsageWindow | undefined,
): Promise<void> {
  const stores = window ? ['reservations', 'windows'] : ['reservations']
  const tx = unwrap(database).transaction(stores, 'readwrite', RELAXED)
  tx.objectStore('reservations').put(reservation)
  if (window) tx.objectStore('windows').put(window)
  tx.commit()
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error)
  })
}

async function putSettlement(database: Database, settlement: Settlement, window: UsageWindow): Promise<void> {
  const tx = database.transaction(['settlements', 'reservations', 'windows'], 'readwrite', RELAXED)
  const writes = [
    tx.objectStore('settlements').add(settlement),
    tx.objectStore('reservations').delete(settlement.lease),
    tx.objectStore('windows').put(window),
  ]
  tx.commit()
  await Promise.all([...writes, tx.done])
}

async function putPurchase(database: Database, purchase: Purchase, window: UsageWindow): Promise<void> {
  const tx = database.transaction(['purchases', 'windows'], 'readwrite')
  await Promise.all([
    tx.objectStore('purchases').add(purchase),
    tx.objectStore('windows').put(window),
    tx.done,
  ])
}

/** One transaction: a scheduler that dies in the middle of it leaves the reservations open for the next. */
async function restore(database: Database, wall: number): Promise<Saved> {
  const tx = database.transaction(
    ['settlements', 'reservations', 'windows', 'settings', 'configured'],
    'readwrite',
  )
  const settlements = tx.objectStore('settlements')
  const reservations = tx.objectStore('reservations')
  const open = await reservations.getAll()
  for (const reservation of open) await settlements.add(lost(reservation, wall))
  await reservations.clear()
  const last = await settlements.openKeyCursor(null, 'prev')
  const windows = await tx.objectStore('windows').getAll()
  const tier = (await tx.objectStore('settings').get('tier')) ?? DEFAULT_TIER
  const settings = (await tx.objectStore('configured').get('pool')) ?? {}
  const saved = { lastLease: last?.key ?? 0, tier, windows, settings }
  await tx.done
  return saved
}

function lost(reservation: Reservation, wall: number): Settlement {
  return {
    ...reservation,
    outcome: 'lost',
    attachMs: 0,
    ranMs: 0,
    chargedMs: 0,
    creditMs: 0,
    settledAt: wall,
  }
}

async function extract(database: Database, { since, until }: LedgerRange): Promise<LedgerExtract> {
  if (!(since < until)) return NOTHING_READ
  // Nothing is read of the reservations: a transaction begins when those before it on any of its stores are written.
  const tx = database.transaction(['settlements', 'days', 'reservations'])
  const [rows, days] = await Promise.all([
    tx
      .objectStore('settlements')
      .index('settledAt')
      .getAll(IDBKeyRange.bound(since, until, false, true)),
    // `[day]` is before, `[day, []]` behind every key of that day.
    tx.objectStore('days').getAll(IDBKeyRange.bound([dayOf(since)], [dayOf(until - 1), []])),
  ])
  return { rows: rows.map(withCredits), days: days.map(withCredits) }
}

function withCredits<T extends { creditMs?: number }>(kept: T): T & { creditMs: number } {
  return { ...kept, creditMs: kept.creditMs ?? 0 }
}

/**
 * Folds the rows of whole days before `wall` into one sum for each demo and day. One transaction: no reader sees
 * a row twice, or not at all. The newest row stays, since lease numbers go on from it.
 */
async function compact(database: Database, wall: number): Promise<void> {
  const tx = database.transaction(['settlements', 'days'], 'readwrite', RELAXED)
  const settlements = tx.objectStore('settlements')
  const days = tx.objectStore('days')
  const newest = (await settlements.openKeyCursor(null, 'prev'))?.key
  const range = IDBKeyRange.upperBound(Date.parse(dayOf(wall)), true)
  const old = (await settlements.index('settledAt').getAll(range)).filter(({ lease }) => lease !== newest)
  for (const total of totalsByDay(old.map(withCredits))) {
    const before = await days.get([total.day, total.demo])
    await days.put(before ? addTotals(withCredits(before), total) : total)
  }
  for (const { lease } of old) await settlements.delete(lease)
  await tx.done
}
