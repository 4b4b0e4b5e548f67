import { expect, test, vi } from 'vitest'
import type { Outcome } from '../../protocol/scheduler'
import { auditOf, inLine } from './audit.fixture'
import type { Effect } from './effect'
import {
  endAllTabs,
  FOREIGN,
  inEveryHistory,
  play,
  REQUESTS,
  RUNS,
  steadyHistories,
  TABS,
  TIGHT,
} from './history.fixture'
import { patienceMs } from './order'
import type { VirtualPool } from './pool.fixture'
import { leftMs } from './quota'
import type { UsageWindow } from './records'
import { type Account, createState, type Task } from './state'

// Ten thousand histories take some seconds; the long mode, hours.
vi.setConfig({ testTimeout: 6 * RUNS + 60_000 })

function complain(faults: readonly string[]): void {
  if (faults.length > 0) expect(faults).toEqual([])
}

test('slots, memory, reservations and the head of the queue are as a fresh count has them, at every step', () => {
  inEveryHistory((history) => {
    const pool = play(history, ({ state }) => complain(auditOf(state)))
    endAllTabs(pool)
    complain(auditOf(pool.state))
    const { leases, ready, impatient, unused, demoting, leasedBytes, restingBytes, accounts } = pool.state
    const left = [
      leases.size,
      ready.size,
      impatient.size,
      unused.size,
      demoting.size,
      leasedBytes,
      restingBytes,
    ]
    if (left.some((count) => count !== 0)) expect(left).toEqual([0, 0, 0, 0, 0, 0, 0])
    for (const { reservedMs, waiting, calls } of Object.values(accounts))
      if (reservedMs + waiting + calls !== 0) expect({ reservedMs, waiting, calls }).toEqual({})
  })
})

test('memory is never leased that is not there', () => {
  let waited = 0
  inEveryHistory((history) => {
    let seen = 0
    play(history, ({ effects, state }) => {
      for (; seen < effects.length; seen++) {
        const effect = effects[seen]
        if (effect?.type !== 'post') continue
        if (effect.message.type === 'demote' && effect.message.to === 'gone') waited += 1
        if (effect.message.type !== 'granted') continue
        const inUse = state.leasedBytes + state.restingBytes
        if (inUse > state.budgetBytes) expect(inUse).toBeLessThanOrEqual(state.budgetBytes)
      }
    })
  })
  expect(waited).toBeGreaterThan(0)
})

test('what is left never goes below zero, and with credits never below what is reserved', () => {
  let onCredit = 0
  inEveryHistory((history) => {
    play(history, ({ state, wall }) => {
      for (const account of Object.values(state.accounts)) {
        const left = leftMs(account, wall(), TIGHT.windowMs)
        if (left < account.reservedMs) onCredit += 1
        const fine = left >= 0 && account.creditsMs >= 0 && left + account.creditsMs >= account.reservedMs
        if (!fine) expect(account).toEqual('solvent')
      }
    })
  })
  expect(onCredit).toBeGreaterThan(0)
})

test('each grant is reserved before it is posted and settled once, charged at running time x factor', () => {
  const outcomes = new Set<Outcome>()
  inEveryHistory((history) => {
    const pool = play(history)
    endAllTabs(pool)
    complain(faultsOfLedger(pool.effects, outcomes))
  })
  // The histories are worth something only if they reach every end.
  expect([...outcomes].sort()).toEqual(['cancelled', 'completed', 'failed', 'lost', 'overran'])
})

function faultsOfLedger(effects: readonly Effect[], outcomes: Set<Outcome>): string[] {
  const faults: string[] = []
  const open = new Map<number, number>()
  let last = 0
  for (const effect of effects) {
    if (effect.type === 'reserve') {
      const { lease, requestedMs } = effect.reservation
      if (lease <= last) faults.push(`lease ${lease} after ${last}`)
      last = lease
      open.set(lease, requestedMs)
    }
    if (effect.type === 'post' && effect.message.type === 'granted' && !open.has(effect.message.lease))
      faults.push(`lease ${effect.message.lease} is granted and not reserved`)
    if (effect.type !== 'settle') continue
    const { lease, outcome, size, ranMs, chargedMs, creditMs } = effect.settlement
    outcomes.add(outcome)
    const due = outcome === 'lost' ? 0 : ranMs * (size === 'xlarge' ? 2 : 1)
    const reserved = open.get(lease) ?? -1
    if (chargedMs !== due || chargedMs > reserved || creditMs < 0 || creditMs > chargedMs)
      faults.push(`lease ${lease} is charged ${chargedMs}, of it ${creditMs} on credit`)
    open.delete(lease)
  }
  if (open.size > 0) faults.push(`never settled: ${[...open.keys()].join(', ')}`)
  return faults
}

test('every request of a living tab is answered once, and its last word is an end', () => {
  inEveryHistory((history) => {
    const pool = play(history)
    // Long enough for everything that is on its way to be fenced, stalled or overrun.
    pool.pass(10 * 600_000)
    if (pool.state.leases.size > 0) expect(pool.state.leases.size).toBe(0)
    for (const id of livingThroughout(pool)) {
      for (const name of REQUESTS) {
        // Ids of ended requests come up again in these histories.
        const words = pool.told(id, name).map((word) => word.type)
        const ends = words.filter((word) => word === 'refused' || word === 'settled').length
        const accepted = pool.accepted.filter((key) => key === `${id} ${name}`).length
        const said = words.join(' ')
        if (ends === accepted && /^((granted (abort )?settled|refused) ?)*$/.test(said)) continue
        expect({ id, name, said, accepted }).toEqual('each answered once')
      }
    }
  })
})

/** A tab that died was told no more; one that came again would mix two lives. */
function livingThroughout({ deaths }: VirtualPool): string[] {
  return TABS.filter((id) => !deaths.includes(id))
}

test('no message about a settled lease has any effect', () => {
  inEveryHistory((history) => {
    const pool = play(history)
    // What is due already would come with the next message, whatever that is.
    pool.pass(0)
    for (let lease = 1; lease <= pool.state.lastLease; lease++) {
      if (pool.state.leases.has(lease)) continue
      for (const from of pool.state.tabs.keys()) {
        const effects = [
          ...pool.tell(from, { type: 'started', lease, held: 1 }),
          ...pool.tell(from, { type: 'settle', lease, outcome: 'completed' }),
          ...pool.tell(from, { type: 'aborted', lease }),
        ]
        if (effects.length > 0) expect(effects).toEqual([])
      }
    }
  })
})

test('a call is passed only by what came within its patience, however long that claims to have waited', () => {
  let overtaken = 0
  let old = 0
  inEveryHistory((history) => {
    let seen = 0
    const arrivedAt = new WeakMap<Task, number>()
    const arrival = (task: Task): number => arrivedAt.get(task) ?? Number.NaN
    // Behind each event: who is held up by its runner or its function can change with the next one.
    play(history, undefined, ({ effects, ms, state }) => {
      for (const { tasks } of state.tabs.values())
        for (const task of tasks.values()) if (!arrivedAt.has(task)) arrivedAt.set(task, ms())
      for (; seen < effects.length; seen++) {
        const effect = effects[seen]
        if (effect?.type !== 'reserve') continue
        const granted = state.leases.get(effect.reservation.lease)?.task
        if (!granted) continue
        for (const passed of inLine([...state.tabs.values()].flatMap((tab) => [...tab.tasks.values()]))) {
          const later = arrival(granted) - arrival(passed)
          const bound = patienceMs(passed.account, passed.requestedMs, TIGHT) + TIGHT.togetherMs
          if (later > 0) overtaken += 1
          if (later < 0 && granted.requestedMs > passed.requestedMs) old += 1
          if (!(later < bound)) expect(later).toBeLessThan(bound)
        }
      }
    })
  })
  // Both must come up: calls that are passed, and calls that are old enough not to be.
  expect(overtaken).toBeGreaterThan(0)
  expect(old).toBeGreaterThan(0)
})

test('replaying the ledger gives the accounts', () => {
  inEveryHistory((history) => {
    const pool = play(history)
    const windows = replay(pool.effects)
    const stored = lastWindows(pool.effects)
    const restarted = [windows, stored].map((saved) =>
      createState({ lastLease: 0, tier: 'pro', windows: saved, settings: {} }, TIGHT),
    )
    for (const account of Object.values(pool.state.accounts)) {
      const was = standing(account, pool)
      for (const { accounts } of restarted) {
        const again = standing(accounts[account.tier], pool)
        if (again !== was) expect(again).toBe(was)
      }
    }
  }, steadyHistories)
})

function standing(account: Account, { wall }: VirtualPool): string {
  const remaining = leftMs(account, wall(), TIGHT.windowMs)
  const spent = FOREIGN.map((demo) => account.shares.get(demo)?.spentMs ?? 0)
  return [remaining, account.startedAt, account.usedMs, account.runs, account.creditsMs, ...spent].join(' ')
}

/** What the ledger has of each tier's window. */
function lastWindows(effects: readonly Effect[]): UsageWindow[] {
  const windows = new Map<string, UsageWindow>()
  for (const effect of effects)
    if ('window' in effect && effect.window) windows.set(effect.window.tier, effect.window)
  return [...windows.values()]
}

/** From the rows alone: what opened a window, what was charged in which, what was bought. */
function replay(effects: readonly Effect[]): UsageWindow[] {
  const windows = new Map<string, UsageWindow>()
  const of = (tier: UsageWindow['tier']): UsageWindow => {
    const known = windows.get(tier) ?? { tier, startedAt: null, usedMs: 0, runs: 0, creditsMs: 0 }
    windows.set(tier, known)
    return known
  }
  for (const effect of effects) {
    if (effect.type === 'addCredits') of(effect.purchase.tier).creditsMs += effect.purchase.creditMs
    if (effect.type === 'reserve') {
      const { tier, grantedAt } = effect.reservation
      const { creditsMs } = of(tier)
      if (effect.window) windows.set(tier, { tier, startedAt: grantedAt, usedMs: 0, runs: 0, creditsMs })
    }
    if (effect.type !== 'settle') continue
    const { tier, chargedMs, creditMs, demo, settledAt } = effect.settlement
    const window = of(tier)
    if (chargedMs === 0) continue
    if (window.startedAt === null || settledAt >= window.startedAt + TIGHT.windowMs)
      Object.assign(window, { startedAt: settledAt, usedMs: 0, runs: 0, shares: [] })
    window.usedMs += chargedMs - creditMs
    window.runs += 1
    window.creditsMs -= creditMs
    if (!FOREIGN.includes(demo)) continue
    const spentMs = window.shares?.find((share) => share.demo === demo)?.spentMs ?? 0
    const others = window.shares?.filter((share) => share.demo !== demo) ?? []
    window.shares = [...others, { demo, spentMs: spentMs + chargedMs }]
  }
  return [...windows.values()]
}
