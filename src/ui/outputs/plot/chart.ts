import uPlot from 'uplot'
import { chartOptions } from './chart-options'
import { readColours } from './colours'
import type { PlotData } from './plot-data'
import { containing, type Span, wholeSpan, zoomed } from './span'

export interface ChartOptions {
  place: HTMLElement
  plot: PlotData
  /** CSS pixels. */
  height: number
  /** The point that the pointer or the keys are at; undefined when at none. */
  onPoint(index: number | undefined): void
  /** Whether a part of the x axis is shown. */
  onZoom(zoomed: boolean): void
}

export interface Chart {
  /** Takes newer points of the same kind and number of series; what is zoomed in on stays in sight. */
  update(plot: PlotData): void
  /** To another point: `by` of them on; infinity is the end. */
  step(by: number): void
  /** `factor` below 1 shows less, around the point that the cursor is at, else the middle. */
  zoom(factor: number): void
  /** All points again. */
  whole(): void
  showSeries(index: number, shown: boolean): void
  close(): void
}

/** Owns a uPlot chart, its size and its colours: it follows the width of `place`, and the theme. */
export function createChart({ place, plot: first, height, onPoint, onZoom }: ChartOptions): Chart {
  let plot = first
  let colours = readColours(place, plot.series.length)
  let part: Span | undefined
  let closed = false

  const all = () => wholeSpan(plot.x, plot.kind)
  const view = () => part ?? all()
  const data = (): uPlot.AlignedData => [plot.x, ...plot.series.map(({ y }) => y)]

  const options = chartOptions(plot, {
    width: Math.max(1, place.clientWidth),
    height,
    colours: () => colours,
    view,
    onSelect: (span) => show(span),
    onWhole: () => show(undefined),
    onPoint,
  })
  const chart = new uPlot(options, data(), place)

  function show(span: Span | undefined): void {
    part = span
    onZoom(part !== undefined)
    // Its range function answers with the view.
    chart.setScale('x', view())
  }

  const sizes = new ResizeObserver(() => {
    const width = place.clientWidth
    if (width > 0 && width !== chart.width) chart.setSize({ width, height })
  })
  sizes.observe(place)

  const dark = matchMedia('(prefers-color-scheme: dark)')
  const onTheme = () => {
    colours = readColours(place, plot.series.length)
    chart.redraw(false)
  }
  dark.addEventListener('change', onTheme)
  // A page that has a switch of its own marks its root.
  const marks = new MutationObserver(onTheme)
  marks.observe(document.documentElement, { attributes: true })

  return {
    update(next) {
      plot = next
      if (part !== undefined) part = containing(part, all(), part.min)
      chart.setData(data())
    },
    step(by) {
      const last = plot.x.length - 1
      if (last < 0) return
      // Whoever comes from nowhere begins before the first point.
      const to = Math.min(last, Math.max(0, (chart.cursor.idx ?? -1) + by))
      const x = plot.x[to] ?? 0
      if (part !== undefined && (x < part.min || x > part.max)) show(containing(part, all(), x))
      chart.setCursor({ left: chart.valToPos(x, 'x'), top: 1 })
    },
    zoom(factor) {
      const now = view()
      const { idx } = chart.cursor
      const at = (idx === null || idx === undefined ? undefined : plot.x[idx]) ?? (now.min + now.max) / 2
      show(zoomed(now, all(), at, factor))
    },
    whole: () => show(undefined),
    showSeries: (index, shown) => chart.setSeries(index + 1, { show: shown }),
    close() {
      if (closed) return
      closed = true
      sizes.disconnect()
      marks.disconnect()
      dark.removeEventListener('change', onTheme)
      chart.destroy()
    },
  }
}
