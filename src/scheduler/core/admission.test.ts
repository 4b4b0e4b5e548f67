import { beforeEach, describe, expect, test } from 'vitest'
import { createVirtualPool, MONDAY, type VirtualPool } from './pool.fixture'
import { SETTINGS } from './settings'
import { snapshot, viewOf } from './snapshot'
import { TIERS } from './tiers'

const hour = 3_600_000
let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a')
})

function run(request: string, seconds: number, ranMs: number): void {
  pool.ask('a', { request, seconds })
  const lease = pool.start('a', request)
  pool.pass(ranMs)
  pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
}

describe('duration', () => {
  test('above the cap of the tier is illegal, with both numbers', () => {
    pool.tell('a', { type: 'visitAs', tier: 'free' })
    pool.ask('a', { request: 'x', seconds: 180 })
    expect(pool.last('a', 'x')).toMatchObject({
      type: 'refused',
      error: {
        code: 'IllegalDuration',
        message: 'The requested GPU duration (180s) is larger than the maximum allowed (120s)',
        figures: { requestedSeconds: 180, allowedSeconds: 120 },
      },
    })
  })

  test('an xlarge call asks for twice its seconds', () => {
    pool.ask('a', { request: 'x', seconds: 150, size: 'xlarge' })
    expect(pool.last('a', 'x')).toMatchObject({ type: 'granted', seconds: 150 })
    pool.ask('a', { request: 'y', seconds: 151, size: 'xlarge' })
    expect(pool.last('a', 'y')).toMatchObject({ error: { figures: { requestedSeconds: 302 } } })
  })

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%s is illegal', (seconds) => {
    pool.ask('a', { request: 'x', seconds })
    expect(pool.last('a', 'x')).toMatchObject({
      error: {
        code: 'IllegalDuration',
        figures: { requestedSeconds: String(seconds), allowedSeconds: 300 },
      },
    })
    expect(pool.state.accounts.pro.reservedMs).toBe(0)
  })
})

describe('quota', () => {
  beforeEach(() => pool.tell('a', { type: 'visitAs', tier: 'unauthenticated' }))

  test('what is asked is compared with what is left', () => {
    run('1', 60, 60_000 - 1)
    run('2', 60, 30_000)
    pool.ask('a', { request: 'exact', seconds: 30.001 })
    expect(pool.last('a', 'exact')).toMatchObject({ type: 'granted' })
    pool.tell('a', { type: 'settle', lease: pool.leaseOf('a', 'exact'), outcome: 'lost' })
    pool.ask('a', { request: 'over', seconds: 60 })
    expect(pool.last('a', 'over')).toMatchObject({
      error: {
        code: 'QuotaExceeded',
        message:
          'You have exceeded your Unauthenticated quota (60s requested vs. 30.001s left). Try again in 23:58:31',
        figures: { requestedSeconds: 60, leftSeconds: 30.001, tryAgainInSeconds: 86_311 },
      },
    })
  })

  test('what running and waiting calls may still use is not promised twice', () => {
    pool.ask('a', { request: '1', seconds: 60 })
    pool.ask('a', { request: '2', seconds: 50 })
    pool.ask('a', { request: '3', seconds: 20 })
    expect(pool.last('a', '3')).toMatchObject({
      error: {
        code: 'PendingCredits',
        figures: { requestedSeconds: 20, leftSeconds: 120, reservedSeconds: 110 },
      },
    })
    pool.tell('a', { type: 'settle', lease: pool.start('a', '1'), outcome: 'completed' })
    pool.ask('a', { request: '4', seconds: 20 })
    expect(pool.last('a', '4')).toMatchObject({ type: 'granted' })
  })

  test('is reserved in full, and the rest is given back at the end', () => {
    pool.ask('a', { request: 'x', seconds: 20, size: 'xlarge' })
    const lease = pool.start('a', 'x')
    expect(quota()).toMatchObject({ reservedMs: 40_000, usedMs: 0, remainingMs: 120_000 })
    pool.pass(1_500)
    pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
    expect(quota()).toMatchObject({ reservedMs: 0, usedMs: 3_000, remainingMs: 117_000 })
  })

  test('each tier that a tab visits as has its own', () => {
    run('1', 60, 10_000)
    pool.tell('a', { type: 'visitAs', tier: 'pro' })
    expect(quota()).toMatchObject({ tier: 'pro', usedMs: 0, limitMs: 2_400_000 })
  })
})

describe('the window', () => {
  test('opens with its first use and ends 24 h later, whatever was used meanwhile', () => {
    expect(quota().windowEndsInMs).toBeNull()
    run('1', 60, 1_000)
    pool.pass(23 * hour)
    run('2', 60, 1_000)
    expect(quota()).toMatchObject({ usedMs: 2_000, windowEndsInMs: hour - 2_000 })
    pool.pass(hour - 2_000)
    expect(quota()).toMatchObject({ usedMs: 0, windowEndsInMs: null })
  })

  describe('that ends under a running call', () => {
    let lease: number
    beforeEach(() => {
      run('1', 60, 1_000)
      pool.pass(24 * hour - 3_000)
      pool.ask('a', { request: 'over', seconds: 60 })
      lease = pool.start('a', 'over')
      pool.pass(5_000)
    })

    test('charges all of it to the next one', () => {
      pool.ask('a', { request: 'opens', seconds: 60 })
      pool.pass(1_000)
      pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
      expect(pool.last('a', 'over')).toMatchObject({ ranMs: 6_000, chargedMs: 6_000 })
      expect(quota()).toMatchObject({
        usedMs: 6_000,
        runsUsed: 1,
        reservedMs: 60_000,
        windowEndsInMs: 24 * hour - 1_000,
      })
    })

    test('has the charge open the next one, which is kept along with it', () => {
      const settled = pool.tell('a', { type: 'settle', lease, outcome: 'failed' })
      expect(quota()).toMatchObject({ usedMs: 5_000, reservedMs: 0, windowEndsInMs: 24 * hour })
      expect(settled).toContainEqual(
        expect.objectContaining({
          type: 'settle',
          window: { tier: 'pro', startedAt: pool.wall(), usedMs: 5_000, runs: 1, creditsMs: 0 },
        }),
      )
    })

    test('opens none where nothing is charged', () => {
      pool.tell('a', { type: 'settle', lease, outcome: 'lost' })
      expect(quota()).toMatchObject({ usedMs: 0, runsUsed: 0, windowEndsInMs: null })
    })
  })

  test('that is over when a sleeping machine wakes charges the call that slept along once', () => {
    pool.ask('a', { request: 'sleeps', seconds: 60 })
    const lease = pool.start('a', 'sleeps')
    pool.setWall(MONDAY + 72 * hour)
    pool.pass(2_000)
    pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
    expect(pool.last('a', 'sleeps')).toMatchObject({ chargedMs: 2_000 })
    expect(quota()).toMatchObject({ usedMs: 2_000, windowEndsInMs: 24 * hour })
  })

  test('is not made longer by a clock that is set back', () => {
    run('1', 60, 1_000)
    pool.setWall(MONDAY - 400 * 24 * hour)
    expect(quota(MONDAY - 400 * 24 * hour)).toMatchObject({ usedMs: 1_000, windowEndsInMs: 24 * hour })
    run('2', 60, 1_000)
    expect(quota(MONDAY - 400 * 24 * hour + 1_000)).toMatchObject({ usedMs: 2_000 })
  })

  test('is taken up again from the ledger', () => {
    const window = { tier: 'pro' as const, startedAt: MONDAY - hour, usedMs: 5_000, runs: 3, creditsMs: 700 }
    pool = createVirtualPool(SETTINGS, { lastLease: 41, tier: 'pro', windows: [window], settings: {} })
    pool.connect('a')
    expect(quota(MONDAY)).toMatchObject({
      usedMs: 5_000,
      windowEndsInMs: 23 * hour,
      runsUsed: 3,
      creditsMs: 700,
    })
    pool.ask('a', { request: 'x' })
    expect(pool.leaseOf('a', 'x')).toBe(42)
  })
})

describe('runs per day', () => {
  beforeEach(() => {
    pool = createVirtualPool({ ...SETTINGS, tiers: { ...TIERS, pro: { ...TIERS.pro, runsPerDay: 2 } } })
    pool.connect('a')
  })

  test('are counted in the window, and used up whatever quota is left', () => {
    run('1', 10, 1_000)
    run('2', 10, 1_000)
    pool.ask('a', { request: '3' })
    expect(pool.last('a', '3')).toMatchObject({
      error: {
        code: 'QuotaExceeded',
        message: 'You have exceeded your PRO quota (2 of 2 runs used). Try again in 23:59:58',
        figures: { usedRuns: 2, allowedRuns: 2, tryAgainInSeconds: 86_398 },
      },
    })
    expect(quota()).toMatchObject({ runsUsed: 2, runsPerDay: 2 })
    pool.pass(24 * hour)
    pool.ask('a', { request: '4' })
    expect(pool.last('a', '4')).toMatchObject({ type: 'granted' })
  })

  test('calls that wait or run have theirs reserved, and give it back if they are not charged', () => {
    pool.ask('a', { request: '1', size: 'xlarge' })
    pool.ask('a', { request: '2' })
    pool.ask('a', { request: '3' })
    expect(pool.last('a', '3')).toMatchObject({
      error: { code: 'PendingCredits', figures: { leftRuns: 2, reservedRuns: 2 } },
    })
    pool.tell('a', { type: 'cancel', request: '2' })
    pool.tell('a', { type: 'settle', lease: pool.start('a', '1'), outcome: 'lost' })
    expect(quota()).toMatchObject({ runsUsed: 0 })
    pool.ask('a', { request: '4' })
    expect(pool.last('a', '4')).toMatchObject({ type: 'granted' })
  })
})

describe('credits', () => {
  const limitMs = 10_000
  beforeEach(() => {
    pool = createVirtualPool({ ...SETTINGS, tiers: { ...TIERS, pro: { ...TIERS.pro, limitMs } } })
    pool.connect('a')
  })

  test('are spent past the quota only, and itemised', () => {
    pool.tell('a', { type: 'addCredits', seconds: 20 })
    run('1', 10, 8_000)
    expect(pool.last('a', '1')).toMatchObject({ chargedMs: 8_000, creditMs: 0 })
    run('2', 10, 5_000)
    expect(pool.last('a', '2')).toMatchObject({ chargedMs: 5_000, creditMs: 3_000 })
    expect(settlements()).toMatchObject([{ creditMs: 0 }, { chargedMs: 5_000, creditMs: 3_000 }])
    expect(quota()).toMatchObject({ usedMs: 10_000, remainingMs: 0, creditsMs: 17_000 })
  })

  test('count for what may be asked, less what is reserved', () => {
    pool.tell('a', { type: 'addCredits', seconds: 5 })
    pool.ask('a', { request: 'over', seconds: 16 })
    expect(pool.last('a', 'over')).toMatchObject({
      error: {
        code: 'QuotaExceeded',
        message: 'You have exceeded your PRO quota (16s requested vs. 10s left and 5s of credits).',
        figures: { requestedSeconds: 16, leftSeconds: 10, creditSeconds: 5 },
      },
    })
    pool.ask('a', { request: 'first', seconds: 12 })
    pool.ask('a', { request: 'second', seconds: 4 })
    expect(pool.last('a', 'second')).toMatchObject({
      error: { code: 'PendingCredits', figures: { leftSeconds: 10, creditSeconds: 5, reservedSeconds: 12 } },
    })
  })

  test('outlive the window, and the scheduler', () => {
    pool.tell('a', { type: 'addCredits', seconds: 20 })
    run('1', 10, 10_000)
    run('2', 10, 4_000)
    pool.pass(24 * hour)
    expect(quota()).toMatchObject({ usedMs: 0, creditsMs: 16_000 })
    const window = pool.effects.flatMap((effect) => (effect.type === 'settle' ? [effect.window] : [])).at(-1)
    expect(window).toMatchObject({ usedMs: 10_000, creditsMs: 16_000, runs: 2 })
  })

  test('are not for tiers that end with their quota', () => {
    pool.tell('a', { type: 'visitAs', tier: 'free' })
    expect(pool.tell('a', { type: 'addCredits', seconds: 20 })).toMatchObject([{ type: 'rejected' }])
    expect(quota()).toMatchObject({ extensible: false, creditsMs: 0 })
  })

  function settlements() {
    return pool.effects.flatMap((effect) => (effect.type === 'settle' ? [effect.settlement] : []))
  }
})

describe('the longest wait of a caller', () => {
  beforeEach(() => pool.ask('a', { request: 'holder', size: 'xlarge' }))

  test('ends his call in the queue, with both numbers, and gives its reservation back', () => {
    pool.ask('a', { request: 'x', maxWaitMs: 1_500 })
    pool.pass(1_499)
    expect(pool.told('a', 'x')).toEqual([])
    pool.pass(1)
    expect(pool.last('a', 'x')).toMatchObject({
      type: 'refused',
      error: { code: 'QueueTimeout', figures: { waitedSeconds: 1.5, allowedSeconds: 1.5 } },
    })
    expect(pool.state.accounts.pro).toMatchObject({ reservedMs: 20_000, waiting: 0, calls: 1 })
  })

  test('is over with the grant', () => {
    pool.ask('a', { request: 'x', maxWaitMs: 1_500 })
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'holder'), outcome: 'completed' })
    pool.pass(5_000)
    expect(pool.last('a', 'x')).toMatchObject({ type: 'granted' })
  })

  test('goes on with the next scheduler', () => {
    pool.ask('a', { request: 'x', maxWaitMs: 1_500, waitedMs: 1_000 })
    pool.pass(499)
    expect(pool.told('a', 'x')).toEqual([])
    pool.pass(1)
    expect(pool.last('a', 'x')).toMatchObject({
      error: { code: 'QueueTimeout', figures: { waitedSeconds: 1.5, allowedSeconds: 1.5 } },
    })
  })

  test('may be none at all: now or not', () => {
    pool.ask('a', { request: 'x', maxWaitMs: 0 })
    pool.pass(0)
    expect(pool.last('a', 'x')).toMatchObject({ error: { code: 'QueueTimeout' } })
    pool.tell('a', { type: 'settle', lease: pool.start('a', 'holder'), outcome: 'completed' })
    pool.ask('a', { request: 'y', maxWaitMs: 0 })
    expect(pool.last('a', 'y')).toMatchObject({ type: 'granted' })
  })
})

describe('the queue', () => {
  test('takes 64 waiting calls of a visitor, and says so', () => {
    pool.ask('a', { request: 'holder', seconds: 1, size: 'xlarge' })
    for (let call = 1; call <= 64; call++) pool.ask('a', { request: `${call}`, seconds: 1 })
    expect(pool.told('a', '64')).toEqual([])
    pool.ask('a', { request: '65', seconds: 1 })
    expect(pool.last('a', '65')).toMatchObject({
      error: { code: 'QueueFull', figures: { waiting: 64, limit: 64 } },
    })
  })
})

test('what waiting cannot mend is said first', () => {
  pool.tell('a', { type: 'visitAs', tier: 'unauthenticated' })
  run('1', 60, 60_000)
  run('2', 60, 60_000)
  pool.ask('a', { request: 'x', seconds: 61 })
  expect(pool.last('a', 'x')).toMatchObject({ error: { code: 'IllegalDuration' } })
})

function quota(wall = pool.wall()) {
  const now = { ms: 0, wall }
  return viewOf(snapshot(pool.state, now), pool.state, 'a', now).quota
}
