export interface Curve {
  x: number[]
  training: number[]
  heldOut: number[]
}

/** What training looks like: two losses that fall, the one further than the other, from steps 0 to `steps`. */
export function curve(steps: number, noise: number): Curve {
  const x = Array.from({ length: steps + 1 }, (_, step) => step)
  return {
    x,
    training: x.map((step) => 0.15 + 2 * Math.exp(-step / 25) + noise * wobble(step, 12.9898)),
    heldOut: x.map((step) => 0.45 + 1.7 * Math.exp(-step / 25) + noise * wobble(step, 78.233)),
  }
}

/** From -1 to 1, the same each time. */
function wobble(step: number, seed: number): number {
  const wave = Math.sin(step * seed + seed) * 43758.5453
  return 2 * (wave - Math.floor(wave)) - 1
}
