import { expect, test, vi } from 'vitest'
import { createRunnerResidency } from './runner-residency'

function setUp() {
  const tell = vi.fn()
  const onResidency = vi.fn()
  const residency = createRunnerResidency({
    runner: 'r',
    demo: 'digits',
    scheduler: { residency: tell },
    onResidency,
  })
  const report = (level: 'warm' | 'cool' | 'idle', held: number, holding = false) =>
    residency.reported({ type: 'residency', level, held }, holding)
  return { residency, tell, onResidency, report }
}

test('under a lease only the page is told; the scheduler gave it', () => {
  const { residency, tell, onResidency } = setUp()
  residency.leased()
  expect(onResidency).toHaveBeenLastCalledWith({ level: 'leased', held: 0 })
  expect(tell).not.toHaveBeenCalled()
  residency.released(100)
  expect(tell).toHaveBeenCalledWith({ runner: 'r', demo: 'digits', level: 'warm', held: 100 })
})

test.each([
  ['rises by itself', 'warm', 900],
  ['says what is known', 'cool', 100],
] as const)('a runner that %s is not told on', (_, level, held) => {
  const { residency, tell, report } = setUp()
  residency.released(100)
  report('cool', 100)
  tell.mockClear()
  report(level, held)
  expect(tell).not.toHaveBeenCalled()
})

test('a device that was lost is told, unless its lease will tell', () => {
  const { residency, tell, report } = setUp()
  residency.released(100)
  tell.mockClear()
  report('idle', 0, true)
  expect(tell).not.toHaveBeenCalled()
  report('idle', 0)
  expect(tell).toHaveBeenCalledWith({ runner: 'r', demo: 'digits', level: 'idle', held: 0 })
})

test('the answer to a demotion is told even when it is no news', () => {
  const { residency, tell, report } = setUp()
  residency.released(100)
  tell.mockClear()
  residency.demoting()
  report('warm', 900)
  expect(tell).toHaveBeenCalledWith({ runner: 'r', demo: 'digits', level: 'warm', held: 100 })
  report('warm', 100)
  expect(tell).toHaveBeenCalledTimes(1)
})

test('a runner that is gone holds nothing', () => {
  const { residency, tell, onResidency } = setUp()
  residency.released(100)
  residency.gone()
  expect(tell).toHaveBeenLastCalledWith({ runner: 'r', demo: 'digits', level: 'gone', held: 0 })
  expect(residency.shown).toBeUndefined()
  expect(onResidency).toHaveBeenLastCalledWith(undefined)
})
