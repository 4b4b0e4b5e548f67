import { describe, expect, test } from 'vitest'
import { ticksOf } from './axis'
import { commandOf } from './keys'
import { fakeSpan, T } from './spans.fixture'
import { createTimeline } from './timeline'
import { at, follow, pan, reveal, showAll, zoom } from './viewport'

const bounds = { first: T, now: T + 600_000 }
const length = ({ from, to }: { from: number; to: number }) => to - from

describe('the part of time that is seen', () => {
  test('goes with the time until it is moved', () => {
    const view = follow(bounds.now)
    expect(at(view, bounds.now + 5_000).to - view.to).toBe(5_000)
    const moved = pan(view, -120_000, bounds)
    expect(moved.live).toBe(false)
    expect(at(moved, bounds.now + 5_000)).toEqual(moved)
  })

  test('follows again when it is moved back to now', () => {
    const moved = pan(follow(bounds.now), -120_000, bounds)
    expect(pan(moved, 500_000, bounds)).toEqual(follow(bounds.now))
  })

  test('keeps the instant under the pointer where it is while it zooms', () => {
    const view = { from: T, to: T + 100_000, live: false }
    const near = zoom(view, 2, bounds, T + 25_000)
    expect(near).toEqual({ from: T + 12_500, to: T + 62_500, live: false })
  })

  test('keeps now at the right while it zooms and follows', () => {
    const near = zoom(follow(bounds.now), 4, bounds)
    expect(near.live).toBe(true)
    expect(length(near)).toBeCloseTo(15_000, 6)
    expect(near.to).toBeGreaterThan(bounds.now)
  })

  test('shows all that there is', () => {
    const all = showAll(bounds)
    expect(all.from).toBeLessThan(bounds.first)
    expect(all.to).toBeGreaterThan(bounds.now)
  })

  test('is never lost before the first lease, and never shorter than 5 ms', () => {
    expect(pan(follow(bounds.now), -9e9, bounds).from).toBe(T - 30_000)
    expect(length(zoom({ from: T, to: T + 10, live: false }, 1e6, bounds))).toBe(5)
  })

  test('moves to what is selected, and stays where that can be seen', () => {
    const view = follow(bounds.now)
    expect(reveal(view, { from: bounds.now - 9_000, to: bounds.now }, bounds)).toBe(view)
    const moved = reveal(view, { from: T + 1_000, to: T + 2_000 }, bounds)
    expect(moved.from).toBeLessThan(T + 1_000)
    expect(moved.to).toBeGreaterThan(T + 2_000)
    expect(length(moved)).toBe(length(view))
  })
})

describe('the time axis', () => {
  test('has marks at round times, with room for their words', () => {
    const ticks = ticksOf({ from: T + 300, to: T + 60_300 }, 1_000)
    expect(ticks.map((tick) => (tick.at - T) / 1_000)).toEqual([10, 20, 30, 40, 50, 60])
    expect(ticks[0]?.text).toMatch(/^\d\d:\d\d:10$/)
  })

  test('says milliseconds where they matter, and days where those do', () => {
    expect(ticksOf({ from: T, to: T + 40 }, 1_000)[1]?.text).toMatch(/^\d\d:00\.005$/)
    expect(ticksOf({ from: T, to: T + 20 * 86_400_000 }, 1_000)[0]?.text).toMatch(/^01-\d\d$/)
  })

  test('has none where there is no room', () => {
    expect(ticksOf({ from: T, to: T + 1_000 }, 0)).toEqual([])
  })
})

describe('the keyboard', () => {
  const press = (key: string, parts = {}) =>
    commandOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...parts })

  test('goes from lease to lease in the order of time, beginning with the newest', () => {
    const timeline = createTimeline(() => T + 30_000)
    const [early, late] = [fakeSpan({ lease: 1 }), fakeSpan({ lease: 2, grantedAt: T + 9_000 })]
    timeline.show([late, early], 2)
    const chosen = ['ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'Escape'].map((key) => {
      press(key)?.(timeline)
      return timeline.state.getState().selected
    })
    expect(chosen).toEqual(['2', '1', '1', '2', undefined])
  })

  test('zooms, moves, and comes back to now', () => {
    const timeline = createTimeline(() => T)
    const view = () => timeline.state.getState().view
    const before = length(view())
    press('+')?.(timeline)
    expect(length(view())).toBeCloseTo(before / 1.5, 6)
    press('ArrowLeft')?.(timeline)
    expect(view().live).toBe(false)
    press('End')?.(timeline)
    expect(view()).toEqual(follow(T))
  })

  test('leaves the shortcuts of the browser alone', () => {
    expect(press('+', { ctrlKey: true })).toBeUndefined()
    expect(press('Tab')).toBeUndefined()
    expect(press('constructor')).toBeUndefined()
  })
})
