import { endOf, type LeaseSpan } from './lease-span'

/**
 * Which slots each lease held. The ledger does not say, and it makes no difference to anyone: the slots are alike. A
 * lease gets the one that was free first; an `xlarge` one all of them. Calls that wait have none.
 */
export function slotsOf(
  spans: readonly LeaseSpan[],
  slots: number,
  now: number,
): Map<string, { first: number; count: number }> {
  const freeAt = Array.from({ length: slots }, () => Number.NEGATIVE_INFINITY)
  const found = new Map<string, { first: number; count: number }>()
  const granted = spans.flatMap((span) =>
    span.grantedAt === undefined ? [] : [{ span, at: span.grantedAt, to: endOf(span, now) }],
  )
  for (const { span, at, to } of granted.sort((a, b) => a.at - b.at)) {
    if (span.size === 'xlarge') {
      freeAt.fill(to)
      found.set(span.key, { first: 0, count: slots })
      continue
    }
    const free = freeAt.findIndex((time) => time <= at)
    // None is free only where clocks disagree by a little: then the one that will be first.
    const first = free >= 0 ? free : freeAt.indexOf(Math.min(...freeAt))
    freeAt[first] = Math.max(to, freeAt[first] ?? to)
    found.set(span.key, { first, count: 1 })
  }
  return found
}

/** Rows for spans that may overlap: each goes into the first row that is free. */
export function stack<Item extends { from: number; to: number }>(items: readonly Item[]): Map<Item, number> {
  const freeAt: number[] = []
  const rows = new Map<Item, number>()
  for (const item of items.toSorted((a, b) => a.from - b.from)) {
    const free = freeAt.findIndex((time) => time <= item.from)
    const row = free >= 0 ? free : freeAt.length
    freeAt[row] = item.to
    rows.set(item, row)
  }
  return rows
}
