import type uPlot from 'uplot'
import { stepOf } from './span'

/** Share of a step that the bars at one place have together. */
const SHARE = 0.8

/** Bars of several series, side by side, from zero. */
export function barsPath(place: number, series: number): uPlot.Series.PathBuilder {
  return (chart, seriesIndex, from, to) => {
    const [x] = chart.data
    const y = chart.data[seriesIndex]
    const fill = new Path2D()
    const zero = chart.valToPos(0, 'y', true)
    const step = stepOf(Array.from(x))
    const width = (chart.valToPos(step, 'x', true) - chart.valToPos(0, 'x', true)) * (SHARE / series)
    const left = (place - series / 2) * width
    for (let index = from; index <= to; index += 1) {
      const value = y?.[index]
      const at = x[index]
      if (value === null || value === undefined || at === undefined) continue
      const top = chart.valToPos(value, 'y', true)
      const start = chart.valToPos(at, 'x', true) + left
      // A pixel at least, so that many bars do not vanish; a gap between neighbours where there is room for one.
      fill.rect(start, Math.min(top, zero), Math.max(1, width - (width > 6 ? 1 : 0)), Math.abs(zero - top))
    }
    return { stroke: null, fill, clip: null, band: null, flags: 0 }
  }
}
