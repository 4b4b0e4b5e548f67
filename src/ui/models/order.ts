import type { ModelSummary } from '../../host/types'

/** `name` from A to Z; the others with the largest, the most recently used, first. */
export type ModelOrder = 'name' | 'size' | 'used'

/** Bytes that it takes, or has taken so far. */
export function sizeOf({ at, staged }: ModelSummary): number {
  if (staged !== undefined) return staged.bytes
  return 'loaded' in at ? at.loaded : 0
}

/** What was never used is on its way: it is what the visitor wants now. */
function usedAt({ staged }: ModelSummary): number {
  return staged?.usedAt ?? Number.POSITIVE_INFINITY
}

export function orderModels(
  models: readonly ModelSummary[],
  order: ModelOrder,
  nameOf: (source: string) => string,
): ModelSummary[] {
  const byName = (a: ModelSummary, b: ModelSummary): number =>
    nameOf(a.source).localeCompare(nameOf(b.source), 'en', { numeric: true }) ||
    a.source.localeCompare(b.source)
  const by: Record<ModelOrder, (a: ModelSummary, b: ModelSummary) => number> = {
    name: byName,
    size: (a, b) => sizeOf(b) - sizeOf(a) || byName(a, b),
    // Two infinities have no difference.
    used: (a, b) => (usedAt(a) === usedAt(b) ? byName(a, b) : usedAt(b) - usedAt(a)),
  }
  return [...models].sort(by[order])
}
