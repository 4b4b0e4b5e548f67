import { describe, expect, test } from 'vitest'
import { createPace } from './pace'
import { type Pixels, readTile, writeAlpha, writeTile } from './pixels'
import { CORE, RADIUS, reflect, TILE, tilesOf } from './tiles'

function picture(width: number, height: number, colour = noise): Pixels {
  const data = new Uint8ClampedArray(4 * width * height)
  return { width, height, data: data.map((_, at) => colour(at)) }
}
const noise = (at: number) => (at * 2654435761) % 251
const empty = ({ width, height }: Pixels) => picture(2 * width, 2 * height, () => 0)

/** Stands for the network: each pixel of the result is its pixel of the input. */
function nearest(planes: Float32Array): Float32Array {
  const side = 2 * TILE
  return Float32Array.from({ length: 3 * side * side }, (_, at) => {
    const [channel, y, x] = [Math.floor(at / side / side), Math.floor(at / side) % side, at % side]
    return planes[(channel * TILE + (y >> 1)) * TILE + (x >> 1)]
  })
}

describe('tiles', () => {
  test.each([
    [1, 1, 1],
    [CORE, CORE, 1],
    [CORE + 1, CORE, 2],
    [3 * CORE, 2 * CORE, 6],
    [3 * CORE + 1, 2 * CORE + 1, 12],
  ])('%i × %i pixels take %i', (width, height, count) => {
    expect(tilesOf(width, height)).toHaveLength(count)
  })

  test('the last one ends where the picture does', () => {
    expect(tilesOf(120, 10)).toEqual([
      { x: 0, y: 0 },
      { x: CORE, y: 0 },
      { x: 120 - CORE, y: 0 },
    ])
  })

  test.each([
    [1, 1],
    [3, 200],
    [CORE, CORE],
    [CORE + 1, 2 * CORE - 1],
    [131, 77],
  ])('%i × %i pixels: each ends up in its place, once it was cut out and put back', (width, height) => {
    const image = picture(width, height)
    const large = empty(image)
    for (const tile of tilesOf(width, height)) writeTile(nearest(readTile(image, tile)), tile, large)
    const wrong = Array.from({ length: 4 * width * height * 3 }, (_, at) => {
      const [channel, x, y] = [at % 3, Math.floor(at / 3) % (2 * width), Math.floor(at / 3 / 2 / width)]
      const from = 4 * ((y >> 1) * width + (x >> 1)) + channel
      return large.data[4 * (y * 2 * width + x) + channel] === image.data[from] ? 0 : 1
    })
    expect(wrong.reduce<number>((sum, one) => sum + one, 0)).toBe(0)
  })
})

describe('the rim of a tile', () => {
  test('beyond the picture it is a mirror', () => {
    expect([-2, -1, 0, 1, 2, 3, 4, 5].map((at) => reflect(at, 4))).toEqual([2, 1, 0, 1, 2, 3, 2, 1])
    expect([-9, 0, 9].map((at) => reflect(at, 1))).toEqual([0, 0, 0])
    expect([-3, -2, -1, 2, 3].map((at) => reflect(at, 2))).toEqual([1, 0, 1, 0, 1])
  })

  test('inside it is what lies there', () => {
    const image = picture(200, 200)
    const planes = readTile(image, { x: 100, y: 20 })
    expect(planes[0] * 255).toBeCloseTo(image.data[4 * ((20 - RADIUS) * 200 + 100 - RADIUS)])
    const last = 4 * ((20 + CORE + RADIUS - 1) * 200 + 100 + CORE + RADIUS - 1)
    expect(planes[3 * TILE * TILE - 1] * 255).toBeCloseTo(image.data[last + 2])
  })
})

test('alpha is linear between the pixels, and nothing is added to what is opaque', () => {
  const image = picture(2, 1, (at) => (at === 3 ? 0 : 200))
  const large = empty(image)
  writeAlpha(image, large)
  const alphas = [...large.data].filter((_, at) => at % 4 === 3)
  expect(alphas).toEqual([0, 50, 150, 200, 0, 50, 150, 200])
  const opaque = picture(5, 3, () => 255)
  const twice = empty(opaque)
  writeAlpha(opaque, twice)
  expect([...twice.data].filter((alpha, at) => at % 4 === 3 && alpha !== 255)).toEqual([])
})

test('what is asked for follows what tiles took', () => {
  const pace = createPace(2)
  expect(pace.seconds(4)).toBe(27)
  pace.measured(10, 1)
  expect(pace.seconds(100)).toBe(30)
  // One tile alone is the one that compiles: it tells nothing.
  pace.measured(0, 30)
  expect(pace.seconds(100)).toBe(30)
})
