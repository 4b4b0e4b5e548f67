const HEAD = ['what', 'Sublet', 'bare', 'against', 'ratio', 'difference', 'budget', '']

/** The rows of a report as a table of fixed width: medians, with p10..p90 behind them. */
export function renderTable(rows) {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  const render = (line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [render(HEAD), rule, ...lines.slice(1).map(render)].join('\n')
}

function cells({ what, ours, unit, bare, ratio, difference, budget, pass }) {
  const verdict = { true: 'pass', false: 'MISSED', undefined: '' }[pass]
  const named = `${what}, ${unit}`
  if (bare === undefined) {
    return [named, side(ours), '-', '-', '-', '-', limit(budget, unit), verdict]
  }
  const signed = `${difference < 0 ? '' : '+'}${digits(difference)} ${unit}`
  return [
    named,
    side(ours),
    side(bare),
    bare.label,
    `${ratio.toFixed(2)}x`,
    signed,
    limit(budget, unit),
    verdict,
  ]
}

function side({ median, p10, p90 }) {
  return `${digits(median)} (${digits(p10)}..${digits(p90)})`
}

function limit(budget, unit) {
  if (budget === undefined) return '-'
  const { at, most } = budget
  return { ratio: `<= ${most}x`, difference: `<= +${most} ${unit}`, value: `<= ${most} ${unit}` }[at]
}

/** Three digits that mean something. */
function digits(value) {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
}
