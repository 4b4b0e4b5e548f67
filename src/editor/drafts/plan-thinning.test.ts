import { expect, test } from 'vitest'
import { planThinning } from './plan-thinning'
import { MOST_BYTES_OF_ALL } from './to-thin'
import { version } from './version.fixture'

const NOW = 1_000_000
const MB = 1_000_000

/** Twelve versions of two million bytes less than the bound of one demo, from this id on. */
function demo(name: string, first: number, at: number) {
  return Array.from({ length: 8 }, (_, index) =>
    version(first + index, { demo: name, at: at + index, bytes: MB }),
  )
}

test('while there is room, only the demo that is written is thinned', () => {
  const much = Array.from({ length: 12 }, (_, index) => version(index + 1, { at: NOW, bytes: MB }))
  const plan = planThinning([...much, ...demo('other', 100, 0)], 'digits', NOW)
  expect(plan).toEqual({
    versions: [1, 2, 3, 4],
    texts: ['text-1', 'text-2', 'text-3', 'text-4'],
    bytes: 16 * MB,
  })
})

test('without room the demos longest untouched give theirs first, and no more than is missing', () => {
  const demos = Array.from({ length: 8 }, (_, index) => demo(`demo-${index}`, 100 * index, 1_000 * index))
  const fresh = version(9_999, { at: NOW, bytes: 3 * MB })
  const plan = planThinning([...demos.flat(), fresh], 'digits', NOW)
  expect(plan.versions).toEqual([0, 1, 2])
  expect(plan.bytes).toBe(MOST_BYTES_OF_ALL)
})

test('each demo keeps what an editor opens with, also where that is too much', () => {
  const large = Array.from({ length: 40 }, (_, index) =>
    version(index + 1, { demo: `demo-${index}`, bytes: 2 * MB }),
  )
  expect(planThinning(large, 'digits', NOW)).toEqual({ versions: [], texts: [], bytes: 80 * MB })
})

test('a text goes with the last version that names it', () => {
  const shared = [1, 2, 3].map((id) => version(id, { at: 0, text: id < 3 ? 'one' : 'two' }))
  const recent = Array.from({ length: 10 }, (_, index) => version(index + 10, { text: 'one', at: NOW }))
  const plan = planThinning([...shared, ...recent], 'digits', NOW + 40 * 86_400_000)
  expect(plan.versions).toEqual([1, 2, 3])
  expect(plan.texts).toEqual(['two'])
})
