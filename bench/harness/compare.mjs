import { summarise } from './stats.mjs'

/**
 * @typedef {{ label: string, samples: readonly number[] }} Side milliseconds, all taken in one run
 * @typedef {{ at: 'ratio' | 'difference', most: number }} Budget of DESIGN.md 9; a difference is in milliseconds
 */

/**
 * One line of a report: ours against the bare platform, and whether the budget holds. Medians are compared.
 * @param {{ what: string, ours: Side, bare: Side, budget?: Budget }} options without a budget it only informs
 */
export function compare({ what, ours, bare, budget }) {
  const a = { label: ours.label, ...summarise(ours.samples) }
  const b = { label: bare.label, ...summarise(bare.samples) }
  const value = { ratio: a.median / b.median, difference: a.median - b.median }
  const pass = budget === undefined ? undefined : value[budget.at] <= budget.most
  return { what, ours: a, bare: b, ...value, budget, pass }
}

/** Of two sides the one whose median is higher. */
export function slower(a, b) {
  return summarise(a.samples).median >= summarise(b.samples).median ? a : b
}

/** A report passes when no budget is missed. */
export function allPass(rows) {
  return rows.every((row) => row.pass !== false)
}
