import { cssVariables } from '../css-variables'
import { hueOf } from '../hues'
import { numberText } from './number-text'
import styles from './plot.module.css'
import type { PlotData } from './plot-data'

interface Props {
  plot: PlotData
  /** Whose values are told. */
  point: number | undefined
  hidden: ReadonlySet<number>
  onToggle(index: number): void
}

/** The series, each with its value where the cursor is; one that is pressed is left out. */
export function PlotLegend({ plot, point, hidden, onToggle }: Props) {
  const x = point === undefined ? undefined : plot.x[point]
  return (
    <div className={styles.legend}>
      {plot.series.map(({ label, y }, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a series is its place
          key={index}
          type="button"
          className={styles.entry}
          style={cssVariables({ '--hue': hueOf(index) })}
          aria-pressed={!hidden.has(index)}
          onClick={() => onToggle(index)}
        >
          <span className={styles.swatch} aria-hidden="true" />
          {label}
          {x !== undefined && point !== undefined && (
            <span className={`${styles.value} num`}>{numberText(y[point])}</span>
          )}
        </button>
      ))}
      <output className={`${styles.at} num`}>
        {x !== undefined && point !== undefined && (
          <>
            {plot.xLabel ?? 'x'} {numberText(x)}
            <span className="unseen">
              {plot.series.map(({ label, y }) => `, ${label} ${numberText(y[point])}`).join('')}
            </span>
          </>
        )}
      </output>
    </div>
  )
}
