import * as fc from 'fast-check'
import type { Tier } from '../../protocol/pool'
import { createVirtualPool, type VirtualPool } from './pool.fixture'
import { SETTINGS, type Settings } from './settings'
import { TIERS } from './tiers'

export const TABS = ['a', 'b', 'c']
/** Demos of somebody else; `demo` is the visitor's own. */
export const FOREIGN = ['theirs', 'hers']
export const REQUESTS = ['1', '2', '3', '4', '5']

/** Little quota and few runs, so that they run out in these histories; little patience, so that calls grow old. */
export const TIGHT: Settings = {
  ...SETTINGS,
  patience: 0.1,
  tiers: {
    ...TIERS,
    pro: { ...TIERS.pro, limitMs: 200_000 },
    free: { ...TIERS.free, limitMs: 130_000, runsPerDay: 3 },
  },
}

/** `FC_RUNS=1000000` is the long mode. */
export const RUNS = Number(process.env.FC_RUNS ?? 10_000)
/** The short mode plays the same histories each time, so that a change is what makes it fail; the long mode draws new ones. */
const SEED = process.env.FC_RUNS === undefined ? { seed: 20_261_121 } : {}

export interface Step {
  run(pool: VirtualPool): void
  /** What fast-check prints. */
  toString(): string
}

function step(name: string, run: (pool: VirtualPool) => void): Step {
  return { run, toString: () => name }
}

/** A message of a tab, if it is connected: the shell lets no other through. */
function message(from: string, body: Parameters<VirtualPool['tell']>[1]): Step {
  return {
    run(pool) {
      if (pool.state.tabs.has(from)) pool.tell(from, body)
    },
    toString: () => `${from}: ${JSON.stringify(body)}`,
  }
}

type Honest = 'started' | 'completed' | 'failed' | 'cancel' | 'aborted'

/** What the host of a live lease may say at the right moment; without these few histories would get far. */
function honest(nth: number, says: Honest): Step {
  return step(`the host of live lease ${nth}: ${says}`, (pool) => {
    const live = [...pool.state.leases.values()]
    const held = live[nth % Math.max(1, live.length)]
    if (!held) return
    const from = held.task.tab.id
    const number = held.number
    if (says === 'started') pool.tell(from, { type: 'started', lease: number, held: 50 * number })
    else if (says === 'cancel') pool.tell(from, { type: 'cancel', request: held.task.request })
    else if (says === 'aborted') pool.tell(from, { type: 'aborted', lease: number })
    else pool.tell(from, { type: 'settle', lease: number, outcome: says })
  })
}

/** A runner does as it was told. */
const obeys = step('a demoted runner confirms', (pool) => {
  for (const { demo, demotion, id, tab } of pool.state.demoting) {
    if (!demotion) continue
    const held = demotion.to === 'cool' ? 10 : 0
    pool.tell(tab.id, { type: 'residency', runner: id, demo, level: demotion.to, held })
    return
  }
})

const tab = fc.constantFrom(...TABS)
// Small numbers, so that histories meet: the same few requests, runners and leases come up again and again.
const lease = fc.integer({ min: 1, max: 12 })
const request = fc.constantFrom(...REQUESTS)
const size = fc.constantFrom('large', 'xlarge')
const tier: fc.Arbitrary<Tier> = fc.constantFrom('unauthenticated', 'free', 'pro')

const asks = fc
  .record(
    {
      from: tab,
      request,
      size,
      runner: fc.constantFrom('r', 's', 't'),
      fn: fc.constantFrom('f', 'g'),
      seconds: fc.oneof(fc.integer({ min: -1, max: 160 }), fc.double({ min: 0.001, max: 60 })),
      maxWaitMs: fc.integer({ min: 0, max: 60_000 }),
      concurrency: fc.integer({ min: 1, max: 2 }),
      // True or not.
      waitedMs: fc.integer({ min: 0, max: 200_000 }),
    },
    { requiredKeys: ['from', 'request', 'size', 'runner', 'fn', 'seconds'] },
  )
  .map(({ from, ...asked }) => message(from, { type: 'request', demo: 'demo', ...asked }))

/** For so little that a share has room for some. */
const foreignAsks = fc
  .record({
    from: tab,
    request,
    size,
    demo: fc.constantFrom(...FOREIGN),
    runner: fc.constantFrom('r', 's', 'u'),
    fn: fc.constant('f'),
    seconds: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.001, max: 20, noNaN: true })),
  })
  .map(({ from, ...asked }) => message(from, { type: 'request', foreign: true, ...asked }))

const passes = fc
  .oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 40_000 }) },
    { weight: 9, arbitrary: fc.double({ min: 0, max: 500, noNaN: true }) },
    fc.constant(25 * 3_600_000),
  )
  .map((ms) => step(`${ms} ms pass`, (pool) => pool.pass(ms)))

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: asks },
  { weight: 3, arbitrary: foreignAsks },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.nat(1),
        fc.constantFrom<Honest>('started', 'started', 'completed', 'failed', 'cancel', 'aborted'),
      )
      .map(([nth, says]) => honest(nth, says)),
  },
  { weight: 3, arbitrary: fc.constant(obeys) },
  { weight: 4, arbitrary: passes },
  fc.tuple(tab, request).map(([from, id]) => message(from, { type: 'cancel', request: id })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(tab, lease, fc.nat(10), fc.nat(10))
      .map(([from, n, loaded, total]) => message(from, { type: 'attaching', lease: n, loaded, total })),
  },
  fc.tuple(tab, lease).map(([from, n]) => message(from, { type: 'started', lease: n, held: 50 })),
  fc
    .tuple(tab, lease, fc.constantFrom('completed', 'failed', 'cancelled', 'lost'))
    .map(([from, n, outcome]) => message(from, { type: 'settle', lease: n, outcome })),
  fc.tuple(tab, lease).map(([from, n]) => message(from, { type: 'aborted', lease: n })),
  fc
    .tuple(tab, fc.constantFrom('r', 's'), fc.constantFrom('warm', 'cool', 'idle', 'gone'), fc.nat(900))
    .map(([from, runner, level, held]) =>
      message(from, { type: 'residency', runner, demo: 'demo', level, held }),
    ),
  fc.tuple(tab, tier).map(([from, as]) => message(from, { type: 'visitAs', tier: as })),
  fc
    .tuple(tab, fc.integer({ min: 1, max: 30 }))
    .map(([from, seconds]) => message(from, { type: 'addCredits', seconds })),
  fc
    .tuple(tab, fc.constantFrom({ budgetBytes: 700 }, { queueLimit: 2 }, { keepAliveMs: 100 }))
    .map(([from, settings]) => message(from, { type: 'configure', settings })),
  tab.map((id) =>
    step(`${id} connects or dies`, (pool) =>
      pool.state.tabs.has(id) ? pool.send({ type: 'disconnected', tab: id }) : pool.connect(id),
    ),
  ),
)

const jumps = fc
  .integer({ min: -100_000_000, max: 100_000_000 })
  .map((by) => step(`the wall clock jumps by ${by} ms`, (pool) => pool.setWall(pool.wall() + by)))

const length = { minLength: 10, maxLength: 60 }
/** On a wall clock that only goes on. */
export const steadyHistories = fc.array(steps, length)
const histories = fc.array(fc.oneof({ weight: 30, arbitrary: steps }, jumps), length)

/**
 * Plays a history, calling `after` behind each step and `heard` behind each event: a step of time can be many. `made` may
 * put something between the steps and the pool.
 */
export function play(
  history: readonly Step[],
  after?: (pool: VirtualPool) => void,
  heard?: (pool: VirtualPool) => void,
  made: (pool: VirtualPool) => VirtualPool = (pool) => pool,
): VirtualPool {
  const pool = made(createVirtualPool(TIGHT, undefined, heard))
  pool.connect(...TABS)
  for (const { run } of history) {
    run(pool)
    after?.(pool)
  }
  return pool
}

/**
 * What holds must hold in every history. Within one a plain comparison comes first, and `expect` only where it
 * fails: it would take most of the time.
 */
export function inEveryHistory(holds: (history: Step[]) => void, of = histories): void {
  fc.assert(fc.property(of, holds), { numRuns: RUNS, ...SEED })
}

export function endAllTabs(pool: VirtualPool): void {
  for (const id of TABS) if (pool.state.tabs.has(id)) pool.send({ type: 'disconnected', tab: id })
}
