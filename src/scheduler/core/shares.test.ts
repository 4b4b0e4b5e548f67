import { beforeEach, describe, expect, test } from 'vitest'
import { createVirtualPool, MONDAY, type VirtualPool } from './pool.fixture'
import { SETTINGS } from './settings'
import { snapshot, viewOf } from './snapshot'
import { TIERS } from './tiers'

const hour = 3_600_000
const WAY_OUT = 'Press "Make it mine" on its page.'
let pool: VirtualPool
beforeEach(() => {
  pool = createVirtualPool()
  pool.connect('a')
  // 120 s, and so 30 s for each demo of somebody else.
  pool.tell('a', { type: 'visitAs', tier: 'unauthenticated' })
})

function ask(request: string, seconds: number, demo = 'theirs'): void {
  pool.ask('a', { request, seconds, demo, foreign: true })
}

function run(request: string, seconds: number, demo?: string): void {
  ask(request, seconds, demo)
  end(request, seconds)
}

function end(request: string, seconds: number): void {
  const lease = pool.start('a', request)
  pool.pass(seconds * 1000 - 1)
  pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
}

function view() {
  const now = { ms: pool.ms(), wall: pool.wall() }
  return viewOf(snapshot(pool.state, now), pool.state, 'a', now)
}

describe('a demo of somebody else', () => {
  test('may spend a quarter of the quota, and is told what it asked, what is left and how to have all of it', () => {
    run('1', 20)
    ask('2', 20)
    expect(pool.last('a', '2')).toMatchObject({
      type: 'refused',
      error: {
        code: 'QuotaExceeded',
        message:
          'You have exceeded your 30s for a demo of somebody else, of the Unauthenticated quota (20s requested vs. 10.001s left). Try again in 23:59:41',
        wayOut: WAY_OUT,
        figures: { requestedSeconds: 20, leftSeconds: 10.001, tryAgainInSeconds: 86_381 },
      },
    })
    ask('3', 10.001)
    expect(pool.last('a', '3')).toMatchObject({ type: 'granted' })
  })

  test('is not told to wait for more than its whole share', () => {
    run('1', 20)
    ask('2', 31)
    const refused = pool.last('a', '2')
    expect(refused).toMatchObject({ error: { code: 'QuotaExceeded', wayOut: WAY_OUT } })
    expect(JSON.stringify(refused)).not.toContain('ry again')
  })

  test('has what its calls may yet be charged off its share, and nobody else has', () => {
    ask('1', 20)
    ask('2', 20)
    expect(pool.last('a', '2')).toMatchObject({
      error: {
        code: 'PendingCredits',
        figures: { requestedSeconds: 20, leftSeconds: 30, reservedSeconds: 20 },
      },
    })
    ask('3', 20, 'hers')
    expect(pool.last('a', '3')).toMatchObject({ type: 'granted' })
    pool.tell('a', { type: 'settle', lease: pool.start('a', '1'), outcome: 'lost' })
    ask('4', 30)
    expect(pool.last('a', '4')).toMatchObject({ type: 'granted' })
  })

  test('leaves the rest to the demos of the visitor', () => {
    run('1', 30)
    pool.ask('a', { request: 'own', seconds: 60 })
    expect(pool.last('a', 'own')).toMatchObject({ type: 'granted' })
  })

  test('is refused by the quota where less is left of that, as everybody is', () => {
    pool.ask('a', { request: '1', seconds: 60 })
    end('1', 60)
    pool.ask('a', { request: '2', seconds: 50 })
    end('2', 50)
    ask('3', 20)
    expect(pool.last('a', '3')).toMatchObject({
      error: { code: 'QuotaExceeded', figures: { requestedSeconds: 20, leftSeconds: 10.002 } },
    })
    expect(pool.last('a', '3')).not.toMatchObject({ error: { wayOut: WAY_OUT } })
  })

  test('has a share in the next window too', () => {
    run('1', 30)
    expect(view().shares).toEqual([{ demo: 'theirs', spentMs: 29_999 }])
    pool.pass(24 * hour)
    expect(view().shares).toBeUndefined()
    ask('2', 30)
    expect(pool.last('a', '2')).toMatchObject({ type: 'granted' })
  })

  test('takes what it has reserved along into the next window', () => {
    run('1', 10)
    pool.pass(24 * hour - 10_000)
    ask('2', 20)
    const lease = pool.start('a', '2')
    pool.pass(10_000)
    ask('3', 11)
    expect(pool.last('a', '3')).toMatchObject({ error: { code: 'PendingCredits' } })
    pool.tell('a', { type: 'settle', lease, outcome: 'completed' })
    expect(view().shares).toEqual([{ demo: 'theirs', spentMs: 10_000 }])
  })

  test('is known again to the next scheduler', () => {
    run('1', 20)
    const windows = pool.effects.flatMap((effect) => (effect.type === 'settle' ? [effect.window] : []))
    pool = createVirtualPool(SETTINGS, { lastLease: 1, tier: 'unauthenticated', windows, settings: {} })
    pool.connect('a')
    ask('2', 11)
    expect(pool.last('a', '2')).toMatchObject({ error: { figures: { leftSeconds: 10.001 } } })
  })

  test('has nothing where a hundred others have had theirs: what is kept has an end', () => {
    pool.tell('a', { type: 'visitAs', tier: 'enterprise' })
    for (let other = 1; other <= 100; other++) run(`${other}`, 1, `demo ${other}`)
    ask('new', 1)
    expect(pool.last('a', 'new')).toMatchObject({ error: { code: 'QuotaExceeded', wayOut: WAY_OUT } })
    ask('known', 1, 'demo 7')
    expect(pool.last('a', 'known')).toMatchObject({ type: 'granted' })
    pool.pass(25 * hour)
    ask('tomorrow', 1)
    expect(pool.last('a', 'tomorrow')).toMatchObject({ type: 'granted' })
  })

  test('is no key of anything but itself', () => {
    run('1', 30, '__proto__')
    ask('2', 1, '__proto__')
    expect(pool.last('a', '2')).toMatchObject({ error: { code: 'QuotaExceeded' } })
  })
})

describe('credits', () => {
  const limitMs = 40_000
  beforeEach(() => {
    pool = createVirtualPool({ ...SETTINGS, tiers: { ...TIERS, pro: { ...TIERS.pro, limitMs } } })
    pool.connect('a')
    pool.tell('a', { type: 'addCredits', seconds: 100 })
  })

  test('are nothing that it can ask for', () => {
    pool.ask('a', { request: 'own', seconds: 35 })
    end('own', 35)
    ask('1', 6)
    expect(pool.last('a', '1')).toMatchObject({
      error: { code: 'QuotaExceeded', figures: { leftSeconds: 5.001 } },
    })
    pool.ask('a', { request: 'own too', seconds: 50 })
    ask('2', 5)
    expect(pool.last('a', '2')).toMatchObject({ error: { code: 'PendingCredits' } })
  })

  test('pay for the calls that come while it has quota reserved, and that is there for it', () => {
    ask('theirs', 10)
    pool.ask('a', { request: 'own', seconds: 50 })
    const own = pool.start('a', 'own')
    pool.pass(25_000)
    // It is still attaching.
    pool.tell('a', { type: 'attaching', lease: pool.leaseOf('a', 'theirs'), loaded: 1, total: 2 })
    pool.pass(24_999)
    pool.tell('a', { type: 'settle', lease: own, outcome: 'completed' })
    expect(pool.last('a', 'own')).toMatchObject({ chargedMs: 49_999, creditMs: 19_999 })
    end('theirs', 10)
    expect(pool.last('a', 'theirs')).toMatchObject({ chargedMs: 9_999, creditMs: 0 })
    expect(view().quota).toMatchObject({ remainingMs: 1, creditsMs: 80_001 })
  })
})

test('the windows of tabs that know of no shares are read as having none', () => {
  const window = { tier: 'pro' as const, startedAt: MONDAY - hour, usedMs: 5_000, runs: 3, creditsMs: 0 }
  pool = createVirtualPool(SETTINGS, { lastLease: 41, tier: 'pro', windows: [window], settings: {} })
  pool.connect('a')
  expect(view()).not.toHaveProperty('shares')
  ask('1', 300)
  expect(pool.last('a', '1')).toMatchObject({ type: 'granted' })
})
