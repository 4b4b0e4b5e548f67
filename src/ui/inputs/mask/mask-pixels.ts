import { areaAverage, type OwnedPixels } from '../../image/area-average'
import type { Fitting, Frame } from '../../image/fit-image'
import { brightness, type Pixels } from '../../image/pixels'

const HALF = 128

/** From what was painted, whatever its colour: a pixel is in the mask or not. Undefined: nothing is painted. */
export function maskOf(painted: Pixels): OwnedPixels | undefined {
  const { width, height } = painted
  const data = new Uint8ClampedArray(width * height * 4)
  let some = false
  for (let at = 0; at < data.length; at += 4) {
    if ((painted.data[at + 3] ?? 0) < HALF) continue
    data.fill(255, at, at + 4)
    some = true
  }
  return some ? { width, height, data } : undefined
}

/** How much of a picture is painted over, from 0 to 1. */
export function shareOf(mask: Pixels): number {
  let count = 0
  for (let at = 3; at < mask.data.length; at += 4) if (mask.data[at] === 255) count += 1
  return count / (mask.width * mask.height)
}

/**
 * A mask, cut and scaled with its picture. `rgba`: opaque white and transparent. `grey`: white and black, both opaque.
 * @param mask undefined: nothing is painted
 */
export function fitMask(
  mask: Pixels | undefined,
  { from, width, height }: Frame,
  mode: Fitting['mode'],
): OwnedPixels {
  const scaled = mask && areaAverage(mask, from, width, height)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4
      // Half of a pixel or more: what lies outside of the picture comes as black.
      if (scaled !== undefined && brightness(scaled, x, y) >= HALF) data.fill(255, at, at + 4)
      else if (mode === 'grey') data[at + 3] = 255
    }
  }
  return { width, height, data }
}
