/** A world of cells that live by their eight neighbours, on a torus. */

export const WIDTH = 96
export const HEIGHT = 64

/** A byte for each cell, row by row: 0 is dead, anything else how many generations it lives, up to 255. */
export type Cells = Uint8Array

/** With how many neighbours a cell is born, and lives on: bit n for n of them. */
export interface Rule {
  born: number
  survives: number
}

/** @param text as rules are written: `B3/S23` */
export function ruleOf(text: string): Rule {
  const [born, survives] = text.split('/').map((part) => {
    const counts = [...part.slice(1)].map((digit) => 1 << Number(digit))
    return counts.reduce((bits, bit) => bits | bit, 0)
  })
  return { born, survives }
}

/** @param density share of cells that live, 0 to 1; the same seed gives the same cells */
export function seeded(seed: number, density: number): Cells {
  let state = seed >>> 0
  // A linear congruence; its upper bits are the better ones, and a share only looks at those.
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Uint8Array.from({ length: WIDTH * HEIGHT }, () => (random() < density ? 1 : 0))
}

/** The generation after this one. */
export function next(cells: Cells, { born, survives }: Rule): Cells {
  return cells.map((age, at) => {
    const x = at % WIDTH
    const neighbours = 1 << livingAround(cells, x, (at - x) / WIDTH)
    return ((age > 0 ? survives : born) & neighbours) === 0 ? 0 : Math.min(255, age + 1)
  })
}

function livingAround(cells: Cells, x: number, y: number): number {
  let living = 0
  for (const row of [y + HEIGHT - 1, y, y + 1]) {
    for (const column of [x + WIDTH - 1, x, x + 1]) {
      const here = row === y && column === x
      if (!here && cells[(row % HEIGHT) * WIDTH + (column % WIDTH)] > 0) living++
    }
  }
  return living
}

export function living(cells: Cells): number {
  return cells.reduce((count, age) => (age > 0 ? count + 1 : count), 0)
}
