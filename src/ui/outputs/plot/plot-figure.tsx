import 'uplot/dist/uPlot.min.css'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../elements/button'
import { fileName, saveFile } from '../../elements/save-file'
import { type Chart, createChart } from './chart'
import styles from './plot.module.css'
import type { PlotData } from './plot-data'
import { PlotLegend } from './plot-legend'
import { csvOf, PlotTable } from './plot-table'

interface Props {
  label: string
  height: number
  plot: PlotData
}

const KINDS = { line: 'line chart', bar: 'bar chart', scatter: 'scatter plot' } as const

const KEYS: Readonly<Record<string, (chart: Chart) => void>> = {
  ArrowLeft: (chart) => chart.step(-1),
  ArrowRight: (chart) => chart.step(1),
  PageUp: (chart) => chart.step(-10),
  PageDown: (chart) => chart.step(10),
  Home: (chart) => chart.step(Number.NEGATIVE_INFINITY),
  End: (chart) => chart.step(Number.POSITIVE_INFINITY),
  '+': (chart) => chart.zoom(0.5),
  '=': (chart) => chart.zoom(0.5),
  '-': (chart) => chart.zoom(2),
  '0': (chart) => chart.whole(),
}

/** A chart that is read by pointer, by keys, and as a table. */
export function PlotFigure({ label, height, plot }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<Chart>(undefined)
  const first = useRef(plot)
  const hint = useId()
  const [point, setPoint] = useState<number>()
  const [zoomed, setZoomed] = useState(false)
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set())

  useLayoutEffect(() => {
    if (place.current === null) return
    const made = createChart({
      place: place.current,
      plot: first.current,
      height,
      onPoint: setPoint,
      onZoom: setZoomed,
    })
    chart.current = made
    return () => made.close()
  }, [height])

  useEffect(() => {
    // What the chart was made with is drawn already.
    if (first.current !== plot) chart.current?.update(plot)
  }, [plot])

  const toggle = (index: number) => {
    const shown = hidden.has(index)
    chart.current?.showSeries(index, shown)
    const next = new Set(hidden)
    if (shown) next.delete(index)
    else next.add(index)
    setHidden(next)
  }

  return (
    <figure className={styles.figure}>
      <PlotLegend plot={plot} point={point} hidden={hidden} onToggle={toggle} />
      <div
        ref={place}
        className={styles.chart}
        style={{ minHeight: height }}
        role="application"
        aria-label={`${label}: ${KINDS[plot.kind]}, ${plot.x.length} points`}
        aria-describedby={hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys read its points
        tabIndex={0}
        onKeyDown={(event) => {
          const act = KEYS[event.key]
          if (act === undefined || chart.current === undefined || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          act(chart.current)
        }}
      />
      <p id={hint} className="unseen">
        Arrow keys go from point to point, plus and minus zoom, 0 shows all. The table below has the same
        values.
      </p>
      <figcaption className={styles.foot}>
        <span>{zoomed ? 'A part of it.' : 'Drag to zoom in.'}</span>
        <span className={styles.actions}>
          <Button look="quiet" disabled={!zoomed} onClick={() => chart.current?.whole()}>
            Show all
          </Button>
          <Button
            look="quiet"
            onClick={() => saveFile(new Blob([csvOf(plot)], { type: 'text/csv' }), fileName(label, 'csv'))}
          >
            Download CSV
          </Button>
        </span>
      </figcaption>
      <PlotTable label={label} plot={plot} />
    </figure>
  )
}
