import { useMemo } from 'react'
import { Misfit } from '../misfit'
import styles from '../outputs.module.css'
import { readPlot } from './plot-data'
import { PlotFigure } from './plot-figure'

interface Props {
  label: string
  height: number
  value: unknown
}

export function PlotOutput({ label, height, value }: Props) {
  const read = useMemo(() => readPlot(value), [value])
  if (!read.ok) return <Misfit {...read} />
  const { parsed: plot } = read
  if (plot.x.length === 0) return <p className={styles.none}>No points yet.</p>
  // Another kind of plot, or other series, are another chart; more points are not.
  const key = JSON.stringify([plot.kind, plot.xLabel, plot.yLabel, plot.series.map(({ label }) => label)])
  return <PlotFigure key={key} label={label} height={height} plot={plot} />
}
