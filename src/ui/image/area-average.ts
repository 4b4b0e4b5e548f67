import type { Pixels, Rect } from './pixels'

/** An image whose bytes can be moved into an `ImageData`. */
export interface OwnedPixels extends Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/**
 * Scales the part `from` of an image to `width` x `height`: each pixel is the mean of the area that it covers,
 * with fractions of pixels weighed. What lies outside of the image is opaque black. Colours are weighed by
 * their alpha, so that what cannot be seen does not bleed in.
 */
export function areaAverage(image: Pixels, from: Rect, width: number, height: number): OwnedPixels {
  // A photo is millions of means.
  if (isAll(from, image, width, height)) return { width, height, data: new Uint8ClampedArray(image.data) }
  const data = new Uint8ClampedArray(width * height * 4)
  const columns = spans(from.x, from.width, width, image.width)
  const rows = spans(from.y, from.height, height, image.height)
  const area = (from.width / width) * (from.height / height)
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      data.set(mean(image, column, row, area), (y * width + x) * 4)
    })
  })
  return { width, height, data }
}

/** Nothing is cut or scaled: each pixel is its own mean. */
function isAll(from: Rect, image: Pixels, width: number, height: number): boolean {
  return (
    from.x === 0 &&
    from.y === 0 &&
    from.width === width &&
    from.height === height &&
    image.width === width &&
    image.height === height
  )
}

/** Source pixels `start`... that one target pixel covers, each with how much of it is covered. */
interface Span {
  start: number
  weights: number[]
}

function spans(from: number, length: number, count: number, limit: number): Span[] {
  const step = length / count
  return Array.from({ length: count }, (_, index) => {
    const low = Math.max(0, from + index * step)
    const high = Math.min(limit, from + (index + 1) * step)
    const start = Math.floor(low)
    const weights: number[] = []
    for (let at = start; at < high; at += 1) weights.push(Math.min(at + 1, high) - Math.max(at, low))
    return { start, weights }
  })
}

function mean(image: Pixels, column: Span, row: Span, area: number): [number, number, number, number] {
  let [red, green, blue, opacity, covered] = [0, 0, 0, 0, 0]
  row.weights.forEach((rowWeight, dy) => {
    const line = (row.start + dy) * image.width + column.start
    column.weights.forEach((columnWeight, dx) => {
      const at = (line + dx) * 4
      const weight = rowWeight * columnWeight
      const alpha = ((image.data[at + 3] ?? 0) / 255) * weight
      red += (image.data[at] ?? 0) * alpha
      green += (image.data[at + 1] ?? 0) * alpha
      blue += (image.data[at + 2] ?? 0) * alpha
      opacity += alpha
      covered += weight
    })
  })
  const whole = opacity + Math.max(0, area - covered)
  if (whole <= 0) return [0, 0, 0, 0]
  return [red / whole, green / whole, blue / whole, (whole / area) * 255]
}
