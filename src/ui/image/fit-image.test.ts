import { describe, expect, test } from 'vitest'
import { areaAverage } from './area-average'
import { contentBounds, growToAspect } from './content-bounds'
import { fitImage, isBlank } from './fit-image'
import type { Pixels } from './pixels'

/** A grey picture from rows of intensities. */
function grey(...rows: number[][]): Pixels {
  return rgba(...rows.map((row) => row.map((value) => [value, value, value, 255])))
}

function rgba(...rows: number[][][]): Pixels {
  return {
    width: rows[0]?.length ?? 0,
    height: rows.length,
    data: Uint8ClampedArray.from(rows.flat(2)),
  }
}

function redOf(image: Pixels | undefined): number[][] {
  if (image === undefined) return []
  return Array.from({ length: image.height }, (_, y) =>
    Array.from({ length: image.width }, (_, x) => image.data[(y * image.width + x) * 4] ?? -1),
  )
}

const whole = (image: Pixels) => ({ x: 0, y: 0, width: image.width, height: image.height })

describe('area averaging', () => {
  test('each pixel is the mean of the block that it covers', () => {
    const image = grey([0, 40, 100, 100], [80, 120, 100, 200], [0, 0, 255, 255], [0, 4, 255, 255])
    expect(redOf(areaAverage(image, whole(image), 2, 2))).toEqual([
      [60, 125],
      [1, 255],
    ])
  })

  test('a pixel that is cut by an edge counts by the part that lies inside', () => {
    const image = grey([0, 90, 240])
    // Two target pixels of 1.5 source pixels each: (0 + 90 / 2) / 1.5 and (90 / 2 + 240) / 1.5.
    expect(redOf(areaAverage(image, whole(image), 2, 1))).toEqual([[30, 190]])
  })

  test('the same size is the same picture', () => {
    const image = grey([1, 2, 3], [4, 5, 255])
    expect([...areaAverage(image, whole(image), 3, 2).data]).toEqual(Array.from(image.data))
  })

  test('what lies outside of the picture is opaque black', () => {
    const image = grey([200])
    const result = areaAverage(image, { x: -1, y: 0, width: 2, height: 1 }, 1, 1)
    expect([...result.data]).toEqual([100, 100, 100, 255])
  })

  test('a transparent pixel takes part with its alpha, not with its hidden colour', () => {
    const image = rgba([
      [200, 0, 0, 255],
      [0, 255, 0, 0],
    ])
    const [red, green, , alpha] = areaAverage(image, whole(image), 1, 1).data
    expect([red, green]).toEqual([200, 0])
    expect(alpha).toBe(128)
  })
})

describe('cutting to the content', () => {
  const stroke = grey(
    [0, 0, 0, 0, 0],
    [0, 0, 255, 0, 0],
    [0, 0, 255, 0, 0],
    [0, 0, 255, 0, 0],
    [0, 0, 0, 0, 20],
  )

  test('finds what was drawn, and takes the faint edge of a stroke for ground', () => {
    expect(contentBounds(stroke)).toEqual({ x: 2, y: 1, width: 1, height: 3 })
  })

  test('keeps the aspect: a tall stroke is given room on both sides', () => {
    expect(growToAspect({ x: 2, y: 1, width: 1, height: 3 }, 1)).toEqual({ x: 1, y: 1, width: 3, height: 3 })
    expect(growToAspect({ x: 0, y: 0, width: 6, height: 2 }, 1)).toEqual({ x: 0, y: -2, width: 6, height: 6 })
  })

  test('a tall stroke fills the height of the shape, centred; a wide one its width', () => {
    const fitting = { shape: [3, 3], mode: 'grey', crop: 'content' } as const
    expect(redOf(fitImage(stroke, fitting))).toEqual([
      [0, 255, 0],
      [0, 255, 0],
      [0, 255, 0],
    ])
    const wide = grey([0, 0, 0, 0], [255, 255, 255, 0], [0, 0, 0, 0], [0, 0, 0, 0])
    expect(redOf(fitImage(wide, fitting))).toEqual([
      [0, 0, 0],
      [255, 255, 255],
      [0, 0, 0],
    ])
  })

  test('a shape that is no square keeps the aspect too', () => {
    const fitted = fitImage(stroke, { shape: [3, 5], mode: 'grey', crop: 'content' })
    expect(redOf(fitted)).toEqual([
      [0, 0, 255, 0, 0],
      [0, 0, 255, 0, 0],
      [0, 0, 255, 0, 0],
    ])
  })

  test('nothing drawn is nothing to send', () => {
    const blank = grey([0, 0], [0, 10])
    expect(isBlank(blank)).toBe(true)
    expect(fitImage(blank, { shape: [8, 8], mode: 'grey', crop: 'content' })).toBeUndefined()
  })
})

describe('mode', () => {
  const image = rgba([
    [255, 0, 0, 255],
    [255, 255, 255, 0],
  ])

  test('grey gives the brightness in red, green and blue; what is transparent is black', () => {
    const fitted = fitImage(image, { mode: 'grey', crop: 'none' })
    expect(fitted && [...fitted.data]).toEqual([76, 76, 76, 255, 0, 0, 0, 255])
  })

  test('rgba without a shape leaves an opaque picture as it is', () => {
    const opaque = grey([7, 9])
    const fitted = fitImage(opaque, { mode: 'rgba', crop: 'none' })
    expect(fitted && [...fitted.data]).toEqual(Array.from(opaque.data))
  })
})
