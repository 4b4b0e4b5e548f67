const HEAD = ['what', 'Sublet, ms', 'bare, ms', 'against', 'ratio', 'difference', 'budget', '']

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

function cells({ what, ours, bare, ratio, difference, budget, pass }) {
  const verdict = { true: 'pass', false: 'MISSED', undefined: '' }[pass]
  const signed = `${difference < 0 ? '' : '+'}${milliseconds(difference)} ms`
  return [what, side(ours), side(bare), bare.label, `${ratio.toFixed(2)}x`, signed, limit(budget), verdict]
}

function side({ median, p10, p90 }) {
  return `${milliseconds(median)} (${milliseconds(p10)}..${milliseconds(p90)})`
}

function limit(budget) {
  if (budget === undefined) return '-'
  return { ratio: `<= ${budget.most}x`, difference: `<= +${budget.most} ms`, value: `<= ${budget.most} ms` }[
    budget.at
  ]
}

/** Three digits that mean something. */
function milliseconds(value) {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)
}
