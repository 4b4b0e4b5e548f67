import { summarise } from './stats.mjs'

/**
 * @typedef {{ label: string, samples: readonly number[] }} Side all taken in one run, in the unit of the row
 * @typedef {{ at: 'ratio' | 'difference' | 'value', most: number }} Budget of DESIGN.md 9; differences and values are
 *   in the unit of the row
 */

/**
 * One line of a report: ours against the bare platform, and whether the budget holds. Medians are compared.
 * @param {{ what: string, ours: Side, bare: Side, unit?: string, budget?: Budget }} options without a budget it only
 *   informs; without a unit the samples are milliseconds
 */
export function compare({ what, ours, bare, unit = 'ms', budget }) {
  const a = { label: ours.label, ...summarise(ours.samples) }
  const b = { label: bare.label, ...summarise(bare.samples) }
  const ratio = a.median / b.median
  const difference = a.median - b.median
  const measured = { ratio, difference, value: a.median }
  const pass = budget === undefined ? undefined : measured[budget.at] <= budget.most
  return { what, ours: a, bare: b, unit, ratio, difference, budget, pass }
}

/**
 * One line of a report for what is held against a limit alone.
 * @param {{ what: string, ours: Side, unit: string, budget?: Budget }} options without a budget it only informs
 */
export function limit({ what, ours, unit, budget }) {
  const a = { label: ours.label, ...summarise(ours.samples) }
  return { what, ours: a, unit, budget, pass: budget === undefined ? undefined : a.median <= budget.most }
}

/** Of two sides the one whose median is higher. */
export function slower(a, b) {
  return summarise(a.samples).median >= summarise(b.samples).median ? a : b
}

/** A report passes when no budget is missed. */
export function allPass(rows) {
  return rows.every((row) => row.pass !== false)
}
