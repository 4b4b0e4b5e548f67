import { describe, expect, test } from 'vitest'
import type { Holder, PoolSnapshot, Resident, Waiter } from '../../host/types'
import { attached, countDown } from './countdown'
import { viewMemory } from './memory'
import { bytesByLevel, layMemory } from './memory-map'
import { quotaParts } from './quota-parts'
import { isSameData } from './same-data'
import { placedSlots, slotViews } from './slots'
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

describe('a quota', () => {
  const quota = { limitMs: 1_000, remainingMs: 700, reservedMs: 200 }

  test('is what is free, what is reserved and what is charged, and nothing is counted twice', () => {
    expect(quotaParts(quota)).toEqual({ freeMs: 500, reservedMs: 200, chargedMs: 300 })
  })

  test('has nothing free where credits are reserved as well', () => {
    expect(quotaParts({ ...quota, reservedMs: 900 })).toEqual({ freeMs: 0, reservedMs: 700, chargedMs: 300 })
  })
})

describe('slots in their places', () => {
  const other: Holder = { ...holder, lease: 2, demo: 'upscale' }

  test('a lease stays where it is when its neighbour ends', () => {
    const places = new Map([
      ['1', { first: 0 }],
      ['2', { first: 1 }],
    ])
    const shown = (holders: Holder[]) =>
      placedSlots(pool({ holders }), places).map((slot) => slot.holder?.lease)
    expect(shown([other, holder])).toEqual([1, 2])
    expect(shown([other])).toEqual([undefined, 2])
  })

  test('one without a place, or with one that is taken, gets what is left', () => {
    const places = new Map([
      ['1', { first: 1 }],
      ['2', { first: 1 }],
    ])
    const shown = placedSlots(pool({ holders: [holder, other] }), places).map((slot) => slot.holder?.lease)
    expect(shown).toEqual([2, 1])
    expect(placedSlots(pool({ holders: [other] }), new Map())[0]?.holder).toBe(other)
  })
})

test('memory counts what residents hold and never shows less than nothing free', () => {
  const small: Resident = { ...resident, demo: 'digits', held: 4 }
  const empty: Resident = { ...resident, demo: 'fluid', level: 'idle', held: 0 }
  const view = viewMemory(pool({ residents: [small, empty, resident], budgetBytes: 10 }))
  expect(view).toEqual({ heldBytes: 15, budgetBytes: 10, freeBytes: 0, residents: [resident, small] })
})

describe('the memory map', () => {
  const small: Resident = { ...resident, runner: 'u2', demo: 'digits', held: 30, level: 'leased' }
  const twin: Resident = { ...resident, runner: 'u3', held: 9 }
  const empty: Resident = { ...resident, runner: 'u4', demo: 'fluid', level: 'idle', held: 0 }
  const tiles = layMemory([resident, small, twin, empty], 300, 120)

  test('has a tile for each runner that holds bytes, numbered where a demo has several', () => {
    const shown = tiles.map(({ resident: { runner }, number, of }) => `${runner} ${number}/${of}`)
    expect(shown.sort()).toEqual(['u1 1/2', 'u2 1/1', 'u3 2/2'])
  })

  test('has areas as the bytes', () => {
    const area = (runner: string) => {
      const tile = tiles.find((each) => each.resident.runner === runner)
      return tile === undefined ? 0 : tile.width * tile.height
    }
    expect(area('u2') / area('u1')).toBeGreaterThan(2)
    expect(area('u2') / area('u1')).toBeLessThan(3.5)
  })

  test('has none where nothing is resident, or nothing is laid out', () => {
    expect(layMemory([empty], 300, 120)).toEqual([])
    expect(layMemory([resident], 0, 120)).toEqual([])
  })

  test('sums up by level; what is idle counts as cool', () => {
    expect(bytesByLevel([resident, small, twin])).toEqual({ leased: 30, warm: 20, cool: 0 })
    expect(bytesByLevel([{ ...empty, held: 2 }])).toEqual({ leased: 0, warm: 0, cool: 2 })
  })
})

test('data is the same when it says the same, whichever object it is', () => {
  expect(isSameData(pool({ holders: [holder] }), pool({ holders: [{ ...holder }] }))).toBe(true)
  expect(isSameData({ a: [1, null] }, { a: [1, null] })).toBe(true)
  expect(isSameData({ a: 1 }, { b: 1 })).toBe(false)
  expect(isSameData([1], { 0: 1 })).toBe(false)
  expect(isSameData({ a: undefined }, {})).toBe(false)
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
