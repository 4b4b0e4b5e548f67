import { memo, useState } from 'react'
import { numberText } from './number-text'
import styles from './plot.module.css'
import type { PlotData } from './plot-data'

const MOST_ROWS = 200

/** The same values to be read. Its rows are only there while it is open: a stream would make them anew each time. */
export const PlotTable = memo(function PlotTable({ label, plot }: { label: string; plot: PlotData }) {
  const [open, setOpen] = useState(false)
  const more = plot.x.length - MOST_ROWS
  return (
    <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Table</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys as well
        <section className={styles.table} aria-label={`${label}: table`} tabIndex={0}>
          <table className="num">
            <thead>
              <tr>
                <th scope="col">{plot.xLabel ?? 'x'}</th>
                {plot.series.map((series, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a series is its place
                  <th key={index} scope="col">
                    {series.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {plot.x.slice(0, MOST_ROWS).map((x, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                <tr key={row}>
                  <th scope="row">{numberText(x)}</th>
                  {plot.series.map(({ y }, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a series is its place
                    <td key={index}>{numberText(y[row])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {more > 0 && <p>{more} more rows: Download CSV has them all.</p>}
        </section>
      )}
    </details>
  )
})

/** RFC 4180: a name with a comma, a quote or a line break stands in quotes. A gap is empty. */
export function csvOf({ x, xLabel = 'x', yLabel: _, series }: PlotData): string {
  const head = [xLabel, ...series.map(({ label }) => label)].map(quoted)
  const rows = x.map((at, row) => [at, ...series.map(({ y }) => y[row] ?? '')])
  return [head, ...rows].map((row) => `${row.join(',')}\r\n`).join('')
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
