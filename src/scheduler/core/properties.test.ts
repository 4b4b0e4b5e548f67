import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Outcome } from '../../protocol/scheduler'
import { createVirtualPool, type VirtualPool } from './pool.fixture'
import { leftMs } from './quota'
import { SETTINGS, type Settings, SLOTS } from './settings'
import { TIERS } from './tiers'

// A thousand histories take a second or two; a busy machine may need more than the usual 5 s.
vi.setConfig({ testTimeout: 60_000 })

const TABS = ['a', 'b', 'c']
// Little quota, so that it runs out in these histories.
const TIGHT: Settings = {
  ...SETTINGS,
  tiers: {
    ...TIERS,
    pro: { ...TIERS.pro, limitMs: 200_000 },
    free: { ...TIERS.free, limitMs: 130_000 },
  },
}
const tab = fc.constantFrom(...TABS)
// Small numbers, so that histories meet: the same few requests, runners and leases come up again and again.
const lease = fc.integer({ min: 1, max: 12 })
const REQUESTS = ['1', '2', '3', '4', '5']
const request = fc.constantFrom(...REQUESTS)
const size = fc.constantFrom('large' as const, 'xlarge' as const)

interface Step {
  run(pool: VirtualPool): void
  /** What fast-check prints. */
  toString(): string
}

function step(name: string, run: (pool: VirtualPool) => void): Step {
  return { run, toString: () => name }
}

/** A message of a tab, if it is connected: the shell lets no other through. */
function message(from: string, body: Parameters<VirtualPool['tell']>[1]): Step {
  return step(`${from}: ${JSON.stringify(body)}`, (pool) => {
    if (pool.state.tabs.has(from)) pool.tell(from, body)
  })
}

/** What the host of a live lease may say at the right moment; without these few histories would get far. */
function honest(nth: number, says: 'started' | 'completed' | 'failed' | 'cancel' | 'aborted'): Step {
  return step(`the host of live lease ${nth}: ${says}`, (pool) => {
    const live = [...pool.state.leases.values()]
    const held = live[nth % Math.max(1, live.length)]
    if (!held) return
    const from = held.task.tab.id
    const number = held.number
    if (says === 'started') pool.tell(from, { type: 'started', lease: number, held: 50 })
    else if (says === 'cancel') pool.tell(from, { type: 'cancel', request: held.task.request })
    else if (says === 'aborted') pool.tell(from, { type: 'aborted', lease: number })
    else pool.tell(from, { type: 'settle', lease: number, outcome: says })
  })
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        from: tab,
        request,
        size,
        runner: fc.constantFrom('r', 's', 't'),
        seconds: fc.oneof(fc.integer({ min: -1, max: 160 }), fc.double({ min: 0.001, max: 60 })),
      })
      .map(({ from, ...asked }) => message(from, { type: 'request', demo: 'demo', fn: 'fn', ...asked })),
  },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.nat(1),
        fc.constantFrom(
          'started' as const,
          'started' as const,
          'completed' as const,
          'failed' as const,
          'cancel' as const,
          'aborted' as const,
        ),
      )
      .map(([nth, says]) => honest(nth, says)),
  },
  fc.tuple(tab, request).map(([from, id]) => message(from, { type: 'cancel', request: id })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(tab, lease, fc.nat(10), fc.nat(10))
      .map(([from, n, loaded, total]) => message(from, { type: 'attaching', lease: n, loaded, total })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(tab, lease)
      .map(([from, n]) => message(from, { type: 'started', lease: n, held: 50 })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        tab,
        lease,
        fc.constantFrom('completed' as const, 'failed' as const, 'cancelled' as const, 'lost' as const),
      )
      .map(([from, n, outcome]) => message(from, { type: 'settle', lease: n, outcome })),
  },
  fc.tuple(tab, lease).map(([from, n]) => message(from, { type: 'aborted', lease: n })),
  fc
    .tuple(
      tab,
      fc.constantFrom('r', 's'),
      fc.constantFrom('warm' as const, 'cool' as const, 'gone' as const),
      fc.nat(900),
    )
    .map(([from, runner, level, held]) =>
      message(from, { type: 'residency', runner, demo: 'demo', level, held }),
    ),
  fc
    .tuple(tab, fc.constantFrom('unauthenticated' as const, 'free' as const, 'pro' as const))
    .map(([from, tier]) => message(from, { type: 'visitAs', tier })),
  tab.map((id) =>
    step(`${id} connects or dies`, (pool) =>
      pool.state.tabs.has(id) ? pool.send({ type: 'disconnected', tab: id }) : pool.connect(id),
    ),
  ),
  {
    weight: 4,
    arbitrary: fc
      .oneof(fc.integer({ min: 1, max: 40_000 }), fc.double({ min: 0, max: 500, noNaN: true }))
      .map((ms) => step(`${ms} ms pass`, (pool) => pool.pass(ms))),
  },
  fc
    .integer({ min: -100_000_000, max: 100_000_000 })
    .map((by) => step(`the wall clock jumps by ${by} ms`, (pool) => pool.setWall(pool.wall() + by))),
)

const histories = fc.array(steps, { minLength: 10, maxLength: 80 })

/** Every history must keep `holds` after each step; at its end all tabs die, so that everything is settled. */
function always(holds: (pool: VirtualPool) => void): void {
  fc.assert(
    fc.property(histories, (history) => {
      const pool = createVirtualPool(TIGHT)
      pool.connect(...TABS)
      for (const { run } of history) {
        run(pool)
        holds(pool)
      }
      for (const id of TABS) if (pool.state.tabs.has(id)) pool.send({ type: 'disconnected', tab: id })
      holds(pool)
      expect(pool.state.leases.size).toBe(0)
      expect(pool.state.freeSlots).toBe(SLOTS)
      expect(pool.state.ready.size).toBe(0)
      expect(pool.state.unused.size).toBe(0)
      for (const account of Object.values(pool.state.accounts))
        expect(account).toMatchObject({ reservedMs: 0, waiting: 0 })
    }),
    { numRuns: 1_000 },
  )
}

test('slots are never over-allocated, and a runner holds one lease', () => {
  always(({ state }) => {
    const leases = [...state.leases.values()]
    const taken = leases.reduce((sum, { task }) => sum + task.slots, 0)
    expect(taken + state.freeSlots).toBe(SLOTS)
    expect(state.freeSlots).toBeGreaterThanOrEqual(0)
    expect(new Set(leases.map(({ task }) => task.runner)).size).toBe(leases.length)
  })
})

test('no slot stays free while the head of the queue fits', () => {
  always(({ state }) => {
    const head = state.ready.first()
    if (head) expect(head.slots).toBeGreaterThan(state.freeSlots)
  })
})

test('what is left never goes below zero, nor below what is reserved', () => {
  always(({ state, wall }) => {
    // One `expect` for all accounts: this is looked at after every step of every history.
    const overdrawn = Object.values(state.accounts).filter(
      (account) => account.reservedMs < 0 || leftMs(account, wall(), SETTINGS.windowMs) < account.reservedMs,
    )
    expect(overdrawn).toEqual([])
  })
})

test('each grant is reserved before it is posted and settled once, charged at running time x factor', () => {
  const outcomes = new Set<Outcome>()
  fc.assert(
    fc.property(histories, (history) => {
      const pool = createVirtualPool(TIGHT)
      pool.connect(...TABS)
      for (const { run } of history) run(pool)
      for (const id of TABS) if (pool.state.tabs.has(id)) pool.send({ type: 'disconnected', tab: id })
      const open = new Map<number, number>()
      let last = 0
      for (const effect of pool.effects) {
        if (effect.type === 'reserve') {
          expect(effect.reservation.lease).toBeGreaterThan(last)
          last = effect.reservation.lease
          open.set(last, effect.reservation.requestedMs)
        }
        if (effect.type === 'post' && effect.message.type === 'granted')
          expect(open.has(effect.message.lease)).toBe(true)
        if (effect.type !== 'settle') continue
        const { lease: number, outcome, size: held, ranMs, chargedMs } = effect.settlement
        outcomes.add(outcome)
        expect(chargedMs).toBe(outcome === 'lost' ? 0 : ranMs * (held === 'xlarge' ? 2 : 1))
        expect(chargedMs).toBeLessThanOrEqual(open.get(number) ?? -1)
        expect(open.delete(number)).toBe(true)
      }
      expect(open.size).toBe(0)
    }),
    { numRuns: 1_000 },
  )
  // The histories are worth something only if they reach every end.
  expect([...outcomes].sort()).toEqual(['cancelled', 'completed', 'failed', 'lost', 'overran'])
})

test('every request of a living tab is answered once, and its last word is an end', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const pool = createVirtualPool(TIGHT)
      pool.connect(...TABS)
      const first = new Map(pool.state.tabs)
      for (const { run } of history) run(pool)
      // Long enough for everything that is on its way to be fenced, stalled or overrun.
      pool.pass(10 * 600_000)
      expect(pool.state.leases.size).toBe(0)
      // A tab that died was told no more; one that came again would mix two lives.
      const living = TABS.filter((id) => pool.state.tabs.get(id) === first.get(id))
      for (const id of living) {
        for (const name of REQUESTS) {
          const words = pool.told(id, name).map((word) => word.type)
          // Ids of ended requests come up again in these histories.
          expect(words.join(' ')).toMatch(/^((granted (abort )?settled|refused) ?)*$/)
          expect(words.filter((word) => word === 'refused' || word === 'settled')).toHaveLength(
            pool.accepted.filter((key) => key === `${id} ${name}`).length,
          )
        }
      }
    }),
    { numRuns: 1_000 },
  )
})

test('no message about a settled lease has any effect', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const pool = createVirtualPool(TIGHT)
      pool.connect(...TABS)
      for (const { run } of history) run(pool)
      for (let number = 1; number <= pool.state.lastLease; number++) {
        if (pool.state.leases.has(number)) continue
        for (const from of pool.state.tabs.keys()) {
          expect(pool.tell(from, { type: 'started', lease: number, held: 1 })).toEqual([])
          expect(pool.tell(from, { type: 'settle', lease: number, outcome: 'completed' })).toEqual([])
          expect(pool.tell(from, { type: 'aborted', lease: number })).toEqual([])
        }
      }
    }),
    { numRuns: 1_000 },
  )
})
