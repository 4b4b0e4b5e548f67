import { SubletError } from '../protocol/errors'
import { inFile } from './corrupt'

/** Tells a file that is to blame itself from a network or a disk that is. */
export interface Verdict {
  /** Runs what judges a file by its bytes. The packer knows no names: what it throws gets that of the file. */
  judge<T>(path: string, work: () => T): T
  /** A file was refused: fetched again it would be refused again, so nothing of it is worth keeping. */
  readonly refused: boolean
}

export function createVerdict(): Verdict {
  let refused = false
  return {
    judge(path, work) {
      try {
        return work()
      } catch (cause) {
        if (!(cause instanceof SubletError)) throw cause
        refused = true
        throw inFile(cause, path)
      }
    },
    get refused() {
      return refused
    },
  }
}
