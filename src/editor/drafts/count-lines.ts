import type { SourceFile } from '../project'

export interface LineChanges {
  added: number
  removed: number
}

/** Beyond this many changed lines in a file the exact count is not worth its time: it grows with their square. */
const MOST_EXACT = 400

/** How many lines of all files differ, as `diff` counts them: a changed line is one removed and one added. */
export function countLines(before: readonly SourceFile[], after: readonly SourceFile[]): LineChanges {
  const paths = new Set([...before, ...after].map(({ path }) => path))
  const total = { added: 0, removed: 0 }
  for (const path of paths) {
    const { added, removed } = countFile(linesOf(before, path), linesOf(after, path))
    total.added += added
    total.removed += removed
  }
  return total
}

function linesOf(files: readonly SourceFile[], path: string): string[] {
  const source = files.find((file) => file.path === path)?.source ?? ''
  if (source === '') return []
  const lines = source.split('\n')
  // What ends with a line break has no further line.
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function countFile(before: readonly string[], after: readonly string[]): LineChanges {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  const least = Math.min(before.length, after.length) - start
  while (end < least && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  const same = sharedLines(old, fresh)
  return { added: fresh.length - same, removed: old.length - same }
}

/** Length of the longest common subsequence, by Myers' greedy search; beyond `MOST_EXACT` changes an estimate. */
function sharedLines(before: readonly string[], after: readonly string[]): number {
  const total = before.length + after.length
  const reach = new Map([[1, 0]])
  for (let changes = 0; changes <= Math.min(total, MOST_EXACT); changes += 1) {
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const [above, left] = [reach.get(diagonal + 1) ?? -1, reach.get(diagonal - 1) ?? -1]
      let x = diagonal === -changes || (diagonal !== changes && left < above) ? above : left + 1
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1
      reach.set(diagonal, x)
      if (x >= before.length && x - diagonal >= after.length) return (total - changes) / 2
    }
  }
  return linesInBoth(before, after)
}

/** However they are ordered: what was moved counts as the same. */
function linesInBoth(before: readonly string[], after: readonly string[]): number {
  const left = new Map<string, number>()
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1)
  let both = 0
  for (const line of after) {
    const count = left.get(line) ?? 0
    if (count === 0) continue
    left.set(line, count - 1)
    both += 1
  }
  return both
}
