import type uPlot from 'uplot'
import { barsPath } from './bars'
import type { Colours } from './colours'
import { numberText } from './number-text'
import type { PlotData } from './plot-data'
import type { Span } from './span'

const FONT = '12px ui-sans-serif, system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif'
/** CSS pixels of a digit of `FONT`, a little more. */
const DIGIT = 7

interface Wiring {
  width: number
  height: number
  /** Asked at each drawing: the theme can change, and so can what is seen of the x axis. */
  colours(): Colours
  view(): Span
  onSelect(span: Span): void
  onWhole(): void
  onPoint(index: number | undefined): void
}

/** How uPlot is to draw such a plot. The view along x is the caller's; along y it is what is in sight. */
export function chartOptions(plot: PlotData, wiring: Wiring): uPlot.Options {
  const { colours, view } = wiring
  const ink = () => colours().ink
  const line = { stroke: () => colours().line, width: 1 }
  const axis = { stroke: ink, font: FONT, labelFont: FONT, grid: line, ticks: { ...line, size: 5 } }
  const named = (label: string | undefined) => (label === undefined ? {} : { label, labelSize: 22 })
  return {
    width: wiring.width,
    height: wiring.height,
    legend: { show: false },
    padding: [10, 12, 0, 0],
    scales: {
      x: { time: false, range: () => [view().min, view().max] },
      // Bars stand on zero.
      y: plot.kind === 'bar' ? { range: (_, min, max) => fromZero(min, max) } : {},
    },
    axes: [
      { ...axis, ...named(plot.xLabel), size: 34, values: (_, at) => at.map(numberText) },
      {
        ...axis,
        ...named(plot.yLabel),
        values: (_, at) => at.map(numberText),
        // As wide as its longest number.
        size: (_, texts) => 16 + DIGIT * Math.max(2, ...(texts ?? []).map(({ length }) => length)),
      },
    ],
    series: [{}, ...plot.series.map(({ label }, index) => seriesOptions(plot, label, index, colours))],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: {
        show: plot.kind !== 'bar',
        size: 9,
        width: 0,
        fill: (_, index) => colours().series[index - 1] ?? '',
      },
      bind: {
        dblclick: () => () => {
          wiring.onWhole()
          return null
        },
      },
    },
    hooks: {
      setSelect: [
        (chart) => {
          const { left, width } = chart.select
          if (width < 4) return
          const span = { min: chart.posToVal(left, 'x'), max: chart.posToVal(left + width, 'x') }
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          wiring.onSelect(span)
        },
      ],
      setCursor: [({ cursor }) => wiring.onPoint(cursor.idx ?? undefined)],
    },
  }
}

function seriesOptions(plot: PlotData, label: string, index: number, colours: () => Colours): uPlot.Series {
  const colour = () => colours().series[index] ?? ''
  switch (plot.kind) {
    case 'line':
      return { label, stroke: colour, width: 2, points: { size: 5, fill: colour } }
    case 'scatter':
      return {
        label,
        stroke: colour,
        paths: () => null,
        points: { show: true, size: 7, width: 0, fill: colour },
      }
    case 'bar':
      return {
        label,
        fill: colour,
        width: 0,
        paths: barsPath(index, plot.series.length),
        points: { show: false },
      }
  }
}

function fromZero(min: number | null, max: number | null): [number, number] {
  const low = Math.min(0, min ?? 0)
  const high = Math.max(0, max ?? 1)
  const room = (high - low || 1) * 0.08
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0]
}
