import type { SourceFile } from '../project'

/** The order of the tabs is no part of a demo, and neither is how lines end: an editor makes that one for each file. */
export function sameFiles(one: readonly SourceFile[], other: readonly SourceFile[]): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  const sources = new Map(other.map(({ path, source }) => [path, source]))
  return one.every(({ path, source }) => {
    const against = sources.get(path)
    return against !== undefined && (against === source || plain(against) === plain(source))
  })
}

/** As an editor holds it. */
function plain(source: string): string {
  return source.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
}
