import { safeParse } from 'valibot'
import { describe, expect, test } from 'vitest'
import { SETTING_BOUNDS, type Tier } from '../protocol/pool'
import { toSchedulerSchema } from '../protocol/scheduler'
import { wrongCredits, wrongRange, wrongSettings, wrongTier, wrongWait } from './visitor-input'

/** As programs do that are not bound to our types. */
const untyped = (json: string) => JSON.parse(json)

describe('credits', () => {
  test.each([0, -1, 0.0009, 3_600_001, Number.NaN, Number.POSITIVE_INFINITY])(
    'of %s s are refused',
    (seconds) => {
      expect(wrongCredits(seconds, 'pro')).toMatchObject({
        code: 'IllegalDuration',
        figures: { leastSeconds: 0.001, mostSeconds: 3_600_000 },
      })
    },
  )

  test('that are refused have their number told, as text if it is none', () => {
    expect(wrongCredits(-1, 'pro')?.figures).toMatchObject({ requestedSeconds: -1 })
    expect(wrongCredits(Number.NaN, 'pro')?.figures).toMatchObject({ requestedSeconds: 'NaN' })
    expect(wrongCredits(untyped('"60"'), 'pro')?.message).toMatch("Credits of '60' s")
  })

  test.each<[Tier, boolean]>([
    ['unauthenticated', false],
    ['free', false],
    ['pro', true],
    ['team', true],
    ['enterprise', true],
  ])('for %s: %s', (tier, taken) => {
    const wrong = wrongCredits(60, tier)
    if (taken) expect(wrong).toBeUndefined()
    else expect(wrong).toMatchObject({ code: 'QuotaExceeded', figures: { requestedSeconds: 60 } })
  })
})

describe('settings', () => {
  test.each(['keepAliveMs', 'budgetBytes', 'queueLimit'] as const)(
    '%s may be what its bounds say',
    (name) => {
      const { least, most } = SETTING_BOUNDS[name]
      expect(wrongSettings({ [name]: least })).toBeUndefined()
      expect(wrongSettings({ [name]: most })).toBeUndefined()
      expect(wrongSettings({ [name]: least - 1 })?.figures).toEqual({ asked: least - 1, least, most })
      expect(wrongSettings({ [name]: 2 * most })?.figures).toMatchObject({ least, most })
    },
  )

  test('are whole numbers where they count something', () => {
    expect(wrongSettings({ budgetBytes: 1.5 })?.code).toBe('OutOfMemory')
    expect(wrongSettings({ queueLimit: 1.5 })?.code).toBe('QueueFull')
    expect(wrongSettings({ keepAliveMs: 1.5 })).toBeUndefined()
    expect(wrongSettings({ keepAliveMs: Number.NaN })?.code).toBe('IllegalDuration')
  })

  test('are named as we name them: a wrong name is no silent nothing', () => {
    expect(wrongSettings(untyped('{ "budget": 1 }'))?.wayOut).toMatch('keepAliveMs, budgetBytes, queueLimit')
    expect(wrongSettings(untyped('{ "__proto__": 1 }'))).toMatchObject({ code: 'HandlerFailed' })
  })
})

test('a tier is one of ours', () => {
  expect(wrongTier('free')).toBeUndefined()
  expect(wrongTier(untyped('"king"'))?.wayOut).toMatch('unauthenticated, free, pro, team, enterprise')
})

test('a span of time is of numbers, of whatever size: one that makes no sense holds nothing', () => {
  expect(wrongRange({ since: Number.NaN, until: Number.NEGATIVE_INFINITY })).toBeUndefined()
  expect(wrongRange(untyped('{ "since": "yesterday", "until": 1 }'))).toMatchObject({ code: 'HandlerFailed' })
})

test.each([-1, 86_400_001, Number.NaN, Number.POSITIVE_INFINITY])('nobody waits %s ms', (maxWaitMs) => {
  expect(wrongWait(maxWaitMs)).toMatchObject({ code: 'QueueTimeout', figures: { mostMs: 86_400_000 } })
})

test('what is let through is what the scheduler understands', () => {
  const settings = { keepAliveMs: 0.5, budgetBytes: Number.MAX_SAFE_INTEGER, queueLimit: 1_000 }
  expect(wrongSettings(settings) ?? wrongCredits(0.001, 'pro') ?? wrongWait(86_400_000)).toBeUndefined()
  const asked = { request: 'r', runner: 'r', demo: 'd', fn: 'f', seconds: 1, size: 'large' }
  for (const message of [
    { type: 'configure', settings },
    { type: 'addCredits', seconds: 0.001 },
    { type: 'request', ...asked, maxWaitMs: 86_400_000 },
  ])
    expect(safeParse(toSchedulerSchema, message).success).toBe(true)
})
