import { expect, test } from 'vitest'
import { type Cells, HEIGHT, living, next, ruleOf, seeded, WIDTH } from './life'

const CONWAY = ruleOf('B3/S23')

const world = (...cells: [x: number, y: number][]): Cells => {
  const all = new Uint8Array(WIDTH * HEIGHT)
  for (const [x, y] of cells) all[y * WIDTH + x] = 1
  return all
}
const where = (cells: Cells) =>
  [...cells.entries()].flatMap(([at, age]) => (age > 0 ? [[at % WIDTH, Math.floor(at / WIDTH)]] : []))

test('a rule says with how many neighbours a cell is born and lives on', () => {
  expect(CONWAY).toEqual({ born: 0b1000, survives: 0b1100 })
  expect(ruleOf('B2/S')).toEqual({ born: 0b100, survives: 0 })
})

test('three in a row turn, and the one in the middle grows old', () => {
  const turned = next(world([4, 5], [5, 5], [6, 5]), CONWAY)
  expect(where(turned)).toEqual([
    [5, 4],
    [5, 5],
    [5, 6],
  ])
  expect([turned[4 * WIDTH + 5], turned[5 * WIDTH + 5]]).toEqual([1, 2])
})

test('a glider is where it was, one further, after four generations, also over the edge', () => {
  const glider = world([WIDTH - 1, 0], [0, 1], [WIDTH - 2, 2], [WIDTH - 1, 2], [0, 2])
  let cells = glider
  for (let generation = 0; generation < 4; generation++) cells = next(cells, CONWAY)
  expect(living(cells)).toBe(5)
  expect(where(cells)).toEqual(where(world([0, 1], [1, 2], [WIDTH - 1, 3], [0, 3], [1, 3])))
})

test('the same seed gives the same cells, about as many as are asked for', () => {
  expect(seeded(1, 0.3)).toEqual(seeded(1, 0.3))
  expect(seeded(1, 0.3)).not.toEqual(seeded(2, 0.3))
  expect(living(seeded(1, 0.3)) / (WIDTH * HEIGHT)).toBeCloseTo(0.3, 1)
  expect([living(seeded(1, 0)), living(seeded(1, 1))]).toEqual([0, WIDTH * HEIGHT])
})
