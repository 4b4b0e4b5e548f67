/** RGBA bytes, row by row, not premultiplied: what `ImageData` is, without the DOM. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: ArrayLike<number>
}

/** A rectangle in pixels of an image; edges may be fractions and may lie outside of it. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** ITU-R BT.601, as PIL's `convert('L')`; what is transparent counts as black. 0 to 255. */
export function brightness(image: Pixels, x: number, y: number): number {
  const at = (y * image.width + x) * 4
  const light = 0.299 * byte(image, at) + 0.587 * byte(image, at + 1) + 0.114 * byte(image, at + 2)
  return (light * byte(image, at + 3)) / 255
}

function byte(image: Pixels, at: number): number {
  return image.data[at] ?? 0
}
