import { type Cells, HEIGHT, WIDTH } from './life'

/** Pixels of a cell, with the dark line around it. */
const CELL = 7

const DEAD = [13, 17, 28]
/** From just born to old. */
const AGES = [
  [255, 244, 190],
  [120, 220, 160],
  [38, 150, 170],
  [70, 90, 200],
]

/** A cell's colour tells its age: still lifes turn blue, what is on the move stays bright. */
export function pictureOf(cells: Cells): ImageData {
  const width = WIDTH * CELL
  const picture = new ImageData(width, HEIGHT * CELL)
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < width; x++) {
      const line = x % CELL === CELL - 1 || y % CELL === CELL - 1
      const age = cells[Math.floor(y / CELL) * WIDTH + Math.floor(x / CELL)]
      picture.data.set(line ? DEAD : colourOf(age), 4 * (y * width + x))
      picture.data[4 * (y * width + x) + 3] = 255
    }
  }
  return picture
}

const colours = Array.from({ length: 256 }, (_, age) => blend((Math.log2(age) / 8) * (AGES.length - 1)))

function colourOf(age: number): number[] {
  return age === 0 ? DEAD : colours[age]
}

function blend(at: number): number[] {
  const from = Math.min(AGES.length - 2, Math.max(0, Math.floor(at)))
  return AGES[from].map((part, channel) => part + (AGES[from + 1][channel] - part) * (at - from))
}
