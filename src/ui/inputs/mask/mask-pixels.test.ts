import { describe, expect, test } from 'vitest'
import { type Fitting, frameOf } from '../../image/fit-image'
import type { Pixels } from '../../image/pixels'
import { fitMask, maskOf, shareOf } from './mask-pixels'

/** Pink, as it is painted, from rows of alphas. */
function painted(...rows: number[][]): Pixels {
  const data = rows.flat().flatMap((alpha) => [255, 45, 135, alpha])
  return { width: rows[0]?.length ?? 0, height: rows.length, data }
}

/** Each pixel as `red alpha`. */
function pixelsOf(image: Pixels | undefined): string[] {
  if (image === undefined) return []
  return Array.from(
    { length: image.width * image.height },
    (_, at) => `${image.data[4 * at]} ${image.data[4 * at + 3]}`,
  )
}

const [IN, OUT, BLACK] = ['255 255', '0 0', '0 255']
const frame = (image: Pixels, fitting: Partial<Fitting> = {}) => {
  const found = frameOf(image, { crop: 'none', ...fitting })
  if (found === undefined) throw new Error('there is nothing to cut to')
  return found
}

test('what is painted is opaque white, all else transparent: of a soft edge the outer half is out', () => {
  const mask = maskOf(painted([255, 128, 127, 0]))
  expect(pixelsOf(mask)).toEqual([IN, IN, OUT, OUT])
  expect(mask && shareOf(mask)).toBe(0.5)
  expect(maskOf(painted([0, 100]))).toBeUndefined()
})

describe('a mask goes the way of its picture', () => {
  const mask = maskOf(painted([255, 255, 0, 0], [255, 0, 0, 0]))
  if (mask === undefined) throw new Error('nothing was painted')

  test('scaled down, a pixel is in where half of what it covers is', () => {
    expect(pixelsOf(fitMask(mask, frame(mask, { shape: [1, 2] }), 'rgba'))).toEqual([IN, OUT])
  })

  test('in grey black stands for transparent', () => {
    expect(pixelsOf(fitMask(mask, frame(mask, { shape: [1, 2] }), 'grey'))).toEqual([IN, BLACK])
  })

  test('cut to the content of the picture, with what lies outside of it not in the mask', () => {
    const picture: Pixels = {
      width: 4,
      height: 2,
      data: [0, 255, 255, 0, 0, 0, 0, 0].flatMap((one) => [one, one, one, 255]),
    }
    // Two pixels beside each other become a square: half a row above and one below.
    const found = fitMask(mask, frame(picture, { shape: [4, 4], crop: 'content' }), 'rgba')
    expect(pixelsOf(found).slice(0, 4)).toEqual([OUT, OUT, OUT, OUT])
    expect(pixelsOf(found).slice(4, 8)).toEqual([IN, IN, OUT, OUT])
  })

  test('nothing painted is as large as the picture, and empty', () => {
    expect(pixelsOf(fitMask(undefined, frame(mask, { shape: [1, 2] }), 'rgba'))).toEqual([OUT, OUT])
  })
})
