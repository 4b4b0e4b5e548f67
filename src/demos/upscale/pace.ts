/** How long a tile takes here: guessed at first, then measured. */
export interface Pace {
  /** Seconds to ask for. */
  seconds(tiles: number): number
  /** Seconds that so many tiles took. The first tile of all is to be left out: shaders are compiled in it. */
  measured(tiles: number, seconds: number): void
}

/** For the pipelines of the first call, and for reading back. Seconds. */
const START = 15
/** A tile may take longer than those before. */
const MARGIN = 1.5

/** @param guess seconds for a tile */
export function createPace(guess: number): Pace {
  let each = guess
  return {
    seconds: (tiles) => Math.ceil(START + MARGIN * tiles * each),
    measured(tiles, seconds) {
      if (tiles > 0) each = seconds / tiles
    },
  }
}
