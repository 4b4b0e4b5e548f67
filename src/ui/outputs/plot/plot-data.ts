import * as v from 'valibot'
import { numberList } from '../number-list'
import type { Parsed } from '../parsed'

export interface PlotSeries {
  label: string
  /** Null is a gap. As many as there are in `x`. */
  y: (number | null)[]
}

export interface PlotData {
  kind: 'line' | 'bar' | 'scatter'
  /** Finite, and ascending. */
  x: number[]
  series: PlotSeries[]
  xLabel: string | undefined
  yLabel: string | undefined
}

const MOST_POINTS = 1_000_000
const WANTS = "{ x, series: [{ label, y }] } and perhaps kind: 'line' | 'bar' | 'scatter', xLabel, yLabel"

const line = v.pipe(v.string(), v.maxLength(200))
const schema = v.object({
  kind: v.optional(v.picklist(['line', 'bar', 'scatter']), 'line'),
  x: v.unknown(),
  series: v.pipe(
    v.array(v.object({ label: line, y: v.unknown() })),
    v.minLength(1, 'at least one series'),
    v.maxLength(64),
  ),
  xLabel: v.optional(line),
  yLabel: v.optional(line),
})

/** Points come out by their `x`, ascending; what is not finite in `y` is a gap. */
export function readPlot(value: unknown): Parsed<PlotData> {
  const parsed = v.safeParse(schema, value)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const at = v.getDotPath(issue)
    return at === null
      ? { ok: false, wants: WANTS, value }
      : { ok: false, wants: WANTS, value: issue.input, at }
  }
  const { kind, xLabel, yLabel } = parsed.output
  const x = numberList(parsed.output.x)
  if (!x?.every(Number.isFinite))
    return { ok: false, wants: 'finite numbers', value: parsed.output.x, at: 'x' }
  if (x.length * parsed.output.series.length > MOST_POINTS)
    return { ok: false, wants: `at most ${MOST_POINTS} points`, value: parsed.output.x, at: 'x' }
  const series: PlotSeries[] = []
  for (const [index, { label, y: given }] of parsed.output.series.entries()) {
    const y = withGaps(given)
    const at = `series[${index}].y`
    if (y === undefined) return { ok: false, wants: 'numbers, or null for a gap', value: given, at }
    if (y.length !== x.length)
      return { ok: false, wants: `${x.length} numbers, as many as x`, value: given, at }
    series.push({ label, y })
  }
  return { ok: true, parsed: ascending({ kind, x, series, xLabel, yLabel }) }
}

function withGaps(value: unknown): (number | null)[] | undefined {
  const list: readonly unknown[] | undefined = Array.isArray(value) ? value : numberList(value)
  const gap = (item: unknown) => item === null || typeof item === 'number'
  if (!list?.every(gap)) return undefined
  return list.map((item) => (typeof item === 'number' && Number.isFinite(item) ? item : null))
}

function ascending(plot: PlotData): PlotData {
  const { x, series } = plot
  if (x.every((item, index) => index === 0 || (x[index - 1] ?? item) <= item)) return plot
  const order = x.map((_, index) => index).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0))
  return {
    ...plot,
    x: order.map((index) => x[index] ?? 0),
    series: series.map(({ label, y }) => ({ label, y: order.map((index) => y[index] ?? null) })),
  }
}
