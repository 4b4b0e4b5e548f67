import { CORE, RADIUS, reflect, TILE, type Tile } from './tiles'

/** What `ImageData` is, without the DOM. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** A tile with its rim, as the network takes it: [3, TILE, TILE], red, green and blue from 0 to 1. */
export function readTile(image: Pixels, tile: Tile): Float32Array {
  const planes = new Float32Array(3 * TILE * TILE)
  for (let y = 0; y < TILE; y++) {
    const row = reflect(tile.y + y - RADIUS, image.height) * image.width
    for (let x = 0; x < TILE; x++) {
      const from = 4 * (row + reflect(tile.x + x - RADIUS, image.width))
      const to = y * TILE + x
      for (let channel = 0; channel < 3; channel++)
        planes[channel * TILE * TILE + to] = image.data[from + channel] / 255
    }
  }
  return planes
}

/** Puts the core of what the network made of a tile, [3, 2 * TILE, 2 * TILE], in its place; alpha is left alone. */
export function writeTile(planes: Float32Array, tile: Tile, large: Pixels): void {
  const side = 2 * TILE
  const right = Math.min(2 * CORE, large.width - 2 * tile.x)
  const bottom = Math.min(2 * CORE, large.height - 2 * tile.y)
  for (let y = 0; y < bottom; y++) {
    for (let x = 0; x < right; x++) {
      const from = (y + 2 * RADIUS) * side + x + 2 * RADIUS
      const to = 4 * ((2 * tile.y + y) * large.width + 2 * tile.x + x)
      // A Uint8ClampedArray rounds by itself.
      for (let channel = 0; channel < 3; channel++)
        large.data[to + channel] = 255 * planes[channel * side * side + from]
    }
  }
}

/** Alpha of the doubled picture, linear between the pixels: the network knows colours only. */
export function writeAlpha(image: Pixels, large: Pixels): void {
  const columns = Array.from({ length: large.width }, (_, x) => neighbours(x, image.width))
  for (let y = 0; y < large.height; y++) {
    const rows = neighbours(y, image.height)
    for (let x = 0; x < large.width; x++) {
      let alpha = 0
      for (const [row, down] of rows)
        for (const [column, across] of columns[x])
          alpha += down * across * image.data[4 * (row * image.width + column) + 3]
      large.data[4 * (y * large.width + x) + 3] = alpha
    }
  }
}

/** A new pixel lies a quarter of an old one away from the centre of the one that it is part of. */
function neighbours(at: number, length: number): [place: number, weight: number][] {
  const near = at >> 1
  const far = Math.min(length - 1, Math.max(0, near + (at % 2 === 0 ? -1 : 1)))
  return [
    [near, 0.75],
    [far, 0.25],
  ]
}
