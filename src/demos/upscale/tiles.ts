/** Pixels of the picture on a side of what the network gets at once. One size, so its pipelines compile once. */
export const TILE = 64
/** Pixels of the input, to each side, that a pixel of the result depends on (`models/upscale/config.json`). */
export const RADIUS = 6
/** On a side of a tile: those that see nothing from beyond it. */
export const CORE = TILE - 2 * RADIUS

/** Where the core of a tile begins in the picture. In a picture smaller than a core it ends outside. */
export interface Tile {
  x: number
  y: number
}

/** Tiles whose cores cover the picture, row by row. */
export function tilesOf(width: number, height: number): Tile[] {
  const columns = startsOf(width)
  return startsOf(height).flatMap((y) => columns.map((x) => ({ x, y })))
}

/** The last one is shifted back to end with the picture: it does again what its neighbour did, to the same result. */
function startsOf(length: number): number[] {
  const count = Math.max(1, Math.ceil(length / CORE))
  return Array.from({ length: count }, (_, at) => Math.max(0, Math.min(at * CORE, length - CORE)))
}

/** The place from 0 to `length - 1` whose pixel stands for the one at `at`: edges are mirrors, and not doubled. */
export function reflect(at: number, length: number): number {
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const phase = ((at % period) + period) % period
  return phase < length ? phase : period - phase
}
