import { describe, expect, test } from 'vitest'
import type { Holder, PoolSnapshot, Resident, Waiter } from '../../host/types'
import { attached, countDown } from './countdown'
import { viewMemory } from './memory'
import { slotViews } from './slots'
import { standingOf } from './standing'

const holder: Holder = {
  lease: 1,
  request: 'r1',
  tab: 't1',
  demo: 'digits',
  fn: 'classify',
  size: 'large',
  state: 'running',
  seconds: 12,
  ranMs: 3_000,
  loaded: 0,
  total: 0,
}
const waiter: Waiter = {
  request: 'r2',
  tab: 't1',
  demo: 'worlds',
  fn: 'make',
  size: 'large',
  seconds: 15,
  position: 1,
  waitedMs: 400,
  etaMs: null,
  why: 'slot',
  next: true,
}
const resident: Resident = { runner: 'u1', tab: 't1', demo: 'stories', level: 'warm', held: 11 }

function pool(parts: Partial<PoolSnapshot>): PoolSnapshot {
  const quota = {
    tier: 'pro',
    limitMs: 2_400_000,
    usedMs: 0,
    reservedMs: 0,
    remainingMs: 2_400_000,
    windowEndsInMs: null,
    capSeconds: 300,
    runsUsed: 0,
    runsPerDay: null,
    extensible: true,
    creditsMs: 0,
  } as const
  const settings = { keepAliveMs: 60_000, budgetBytes: 100, queueLimit: 64 }
  return { slots: 2, holders: [], queue: [], residents: [], quota, budgetBytes: 100, settings, ...parts }
}

describe('a budget counts down between snapshots', () => {
  test('from what the scheduler said, by what has passed since', () => {
    expect(countDown(holder, 400)).toEqual({ leftMs: 8_600, used: 3_400 / 12_000 })
  })

  test('to zero and not below, however late the next snapshot is', () => {
    expect(countDown(holder, 60_000)).toEqual({ leftMs: 0, used: 1 })
  })

  test('and stands still while the weights are attached: that is not billed', () => {
    expect(countDown({ ...holder, state: 'attaching', ranMs: 0 }, 5_000)).toEqual({ leftMs: 12_000, used: 0 })
  })

  test('an attach without weights is no share of anything', () => {
    expect(attached({ loaded: 0, total: 0 })).toBe(0)
    expect(attached({ loaded: 5, total: 20 })).toBe(0.25)
  })
})

describe('slots', () => {
  test('a free pool shows every slot free', () => {
    expect(slotViews(pool({})).map((slot) => slot.holder)).toEqual([undefined, undefined])
  })

  test('a large lease takes one, an xlarge lease is drawn once and takes all', () => {
    expect(slotViews(pool({ holders: [holder] }))).toEqual([
      { holder, whole: false },
      { holder: undefined, whole: false },
    ])
    const whole: Holder = { ...holder, size: 'xlarge' }
    expect(slotViews(pool({ holders: [whole] }))).toEqual([{ holder: whole, whole: true }])
  })
})

test('memory counts what residents hold and never shows less than nothing free', () => {
  const small: Resident = { ...resident, demo: 'digits', held: 4 }
  const empty: Resident = { ...resident, demo: 'fluid', level: 'idle', held: 0 }
  const view = viewMemory(pool({ residents: [small, empty, resident], budgetBytes: 10 }))
  expect(view).toEqual({ heldBytes: 15, budgetBytes: 10, freeBytes: 0, residents: [resident, small] })
})

describe('where a demo stands', () => {
  const busy = pool({
    holders: [holder, { ...holder, demo: 'upscale', state: 'attaching' }],
    queue: [waiter, { ...waiter, demo: 'train', position: 3 }],
    residents: [resident, { ...resident, demo: 'digits' }, { ...resident, demo: 'depth', level: 'cool' }],
  })
  test.each([
    ['digits', 'holds the GPU'],
    ['upscale', 'attaching'],
    ['worlds', 'next in line'],
    ['train', 'number 3 in line'],
    ['stories', 'warm'],
    ['depth', 'cool'],
    ['fluid', undefined],
  ])('%s: %s', (demo, text) => {
    expect(standingOf(busy, demo)?.text).toBe(text)
  })
})
