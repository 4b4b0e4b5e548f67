import { describe, expect, test } from 'vitest'
import { AXIS, type Geometry, ROW, stripAt } from './geometry'
import { layLanes, phasesIn } from './lanes'
import { slotsOf } from './slots-of'
import { fakeSpan, T } from './spans.fixture'

const now = T + 60_000
const first = fakeSpan({ lease: 1, demo: 'stories', queuedMs: 0 })
const second = fakeSpan({ lease: 2, demo: 'digits', grantedAt: T + 1_000, queuedMs: 0 })
const third = fakeSpan({ lease: 3, demo: 'stories', grantedAt: T + 5_000, queuedMs: 4_500 })
const whole = fakeSpan({ lease: 4, demo: 'worlds', size: 'xlarge', grantedAt: T + 20_000, queuedMs: 1_000 })
const waiting = { ...fakeSpan({ lease: 9, demo: 'depth' }), key: 'w', lease: undefined, grantedAt: undefined }
const spans = [first, second, third, whole]

describe('slots', () => {
  test('a lease gets the slot that is free, an xlarge one all of them, a call that waits none', () => {
    expect(Object.fromEntries(slotsOf([...spans, waiting], 2, now))).toEqual({
      1: { first: 0, count: 1 },
      2: { first: 1, count: 1 },
      3: { first: 0, count: 1 },
      4: { first: 0, count: 2 },
    })
  })

  test('never more at a time than there are, whatever the order of the rows', () => {
    const places = slotsOf(spans.toReversed(), 2, now)
    expect(places.get('1')?.first).not.toBe(places.get('2')?.first)
  })
})

describe('by demo', () => {
  const { lanes, strips, rows } = layLanes(spans, { grouping: 'demo', slots: 2, now })

  test('each demo is a lane, the one that was called last at the top', () => {
    expect(lanes.map(({ id }) => id)).toEqual(['worlds', 'digits', 'stories'])
  })

  test('calls of one demo that overlap lie below each other', () => {
    expect(lanes.at(-1)).toMatchObject({ row: 2, rows: 2 })
    expect(rows).toBe(4)
    expect(strips.filter(({ span }) => span.demo === 'stories').map(({ row }) => row)).toEqual([2, 3])
  })
})

describe('by slot', () => {
  const { lanes, strips } = layLanes([...spans, waiting], { grouping: 'slot', slots: 2, now })

  test('the slots come first, then the queue', () => {
    expect(lanes.map(({ id }) => id)).toEqual(['Slot 1', 'Slot 2', 'Queue'])
  })

  test('an xlarge lease reaches over both', () => {
    expect(strips.find(({ span }) => span === whole)).toMatchObject({ row: 0, rows: 2, part: 'held' })
  })

  test('what a call waited is drawn in the queue, the rest in its slot', () => {
    const own = strips.filter(({ span }) => span === third)
    expect(own.map((strip) => phasesIn(strip, now).map(({ phase }) => phase))).toEqual([
      ['attach', 'run'],
      ['queue'],
    ])
  })

  test('who did not wait is not in the queue', () => {
    expect(strips.filter(({ part, span }) => part === 'queue' && span === first)).toEqual([])
  })
})

describe('the pointer', () => {
  const lanes = layLanes(spans, { grouping: 'slot', slots: 2, now })
  // 100 pixels a second, from T on.
  const geometry: Geometry = { width: 3_100, gutter: 100, view: { from: T, to: T + 30_000 } }
  const at = (seconds: number, row: number) =>
    stripAt(lanes, { x: 100 + seconds * 100, y: AXIS + row * ROW + 5 }, geometry, now)?.span.lease

  test('finds the lease under it, in its row', () => {
    expect(at(3, 0)).toBe(1)
    expect(at(3, 1)).toBe(2)
    expect(at(22, 1)).toBe(4)
  })

  test('takes the nearest where it is next to one, and none in the open', () => {
    expect(at(24.96 + 0.08, 0)).toBe(4)
    expect(at(15, 0)).toBeUndefined()
  })
})
