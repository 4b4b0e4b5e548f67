import type { FileProgress } from '../protocol/model'

/** Bytes of one file that are stored so far; `total` is null while the server has not said. */
export type OnFileProgress = (loaded: number, total: number | null) => void

/** Bytes stored so far, in all and of each file that is known to belong to it. */
export type OnProgress = (loaded: number, total: number | null, files: readonly FileProgress[]) => void

/** Sums up the files of a model. The total is unknown as long as that of one of them is. */
export interface Tally {
  /** What the next file of the model reports to. */
  file(path: string): OnFileProgress
}

export function createTally(progress: OnProgress): Tally {
  const files: FileProgress[] = []
  return {
    file(path) {
      const place = files.push({ path, loaded: 0, total: null }) - 1
      return (loaded, total) => {
        // A server that hides its encoding announces less than what comes out.
        files[place] = { path, loaded, total: total !== null && loaded > total ? null : total }
        const known = files.flatMap((file) => (file.total === null ? [] : [file.total]))
        const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
        const all = known.length === files.length ? sum(known) : null
        progress(sum(files.map((file) => file.loaded)), all, [...files])
      }
    },
  }
}
