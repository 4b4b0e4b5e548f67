import type { SourceFile } from '../project'
import { countLines, type LineChanges } from './count-lines'
import { sameFiles } from './same-files'

/** A file that is not the same on both sides; where it is not, its side is empty. */
export interface ChangedFile extends LineChanges {
  path: string
  before: string
  after: string
}

/** In the order of the tabs; those that are gone come last. */
export function changedFiles(before: readonly SourceFile[], after: readonly SourceFile[]): ChangedFile[] {
  const paths = new Set([...after, ...before].map(({ path }) => path))
  return [...paths].flatMap((path) => {
    const [old, fresh] = [before, after].map((files) => files.filter((file) => file.path === path))
    if (old === undefined || fresh === undefined || sameFiles(old, fresh)) return []
    const lines = countLines(old, fresh)
    return [{ path, before: old[0]?.source ?? '', after: fresh[0]?.source ?? '', ...lines }]
  })
}
