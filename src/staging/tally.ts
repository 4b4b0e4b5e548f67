/** Bytes stored so far; `total` is null while the server has not said. */
export type OnProgress = (loaded: number, total: number | null) => void

/** Sums up the files of a model. The total is unknown as long as that of one of them is. */
export interface Tally {
  /** What the next file of the model reports to. */
  file(): OnProgress
}

export function createTally(progress: OnProgress): Tally {
  const files: { loaded: number; total: number | null }[] = []
  return {
    file() {
      const mine: { loaded: number; total: number | null } = { loaded: 0, total: null }
      files.push(mine)
      return (loaded, total) => {
        mine.loaded = loaded
        // A server that hides its encoding announces less than what comes out.
        mine.total = total !== null && loaded > total ? null : total
        const known = files.flatMap((file) => (file.total === null ? [] : [file.total]))
        const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
        progress(sum(files.map((file) => file.loaded)), known.length === files.length ? sum(known) : null)
      }
    },
  }
}
