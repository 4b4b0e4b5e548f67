import { useState } from 'react'
import { cssVariables } from '../outputs/css-variables'
import styles from './flame.module.css'
import { formatMs } from './format-ms'
import type { FlameBar, Lane } from './lanes'
import { marksOf, placeOf, type View } from './scale'

interface Props {
  lanes: readonly Lane[]
  view: View
}

/** Bars to scale, one below the other. Each can be pointed at or focused, and says then what it is. */
export function Flame({ lanes, view }: Props) {
  const [told, setTold] = useState<FlameBar>()
  return (
    <div className={styles.flame}>
      <div className={styles.scroll}>
        <div className={styles.row} aria-hidden="true">
          <span />
          <div className={styles.axis}>
            {marksOf(view).map((at) => (
              <span key={at} style={{ left: `${(100 * at) / (view.to - view.from)}%` }} className="num">
                {formatMs(at)}
              </span>
            ))}
          </div>
        </div>
        {lanes.map((lane) => (
          <div key={lane.name} className={styles.row} data-lane={lane.name}>
            <span className={styles.name}>{lane.name}</span>
            <ul
              aria-label={lane.name}
              className={styles.lane}
              style={cssVariables({ '--rows': String(lane.rows) })}
            >
              {lane.bars.map((bar) => (
                <Bar key={bar.key} bar={bar} view={view} onTell={setTold} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <p className={styles.told}>
        {told === undefined ? (
          'Point at a bar, or go to it by Tab.'
        ) : (
          <>
            <b>{told.name}</b> <span className="num">{formatMs(told.to - told.from)}</span>, at{' '}
            <span className="num">{formatMs(told.from)}</span>
            {told.detail !== '' && `: ${told.detail}`}
          </>
        )}
      </p>
    </div>
  )
}

function Bar({ bar, view, onTell }: { bar: FlameBar; view: View; onTell(bar: FlameBar): void }) {
  const place = placeOf(bar, view)
  if (place === undefined) return null
  const { name, detail, from, to } = bar
  const said = `${name}, ${formatMs(to - from)}${detail === '' ? '' : `, ${detail}`}`
  return (
    <li
      style={{
        left: `${place.left}%`,
        width: `${place.width}%`,
        ...cssVariables({ '--row': String(bar.row) }),
      }}
    >
      <button
        type="button"
        title={said}
        aria-label={said}
        className={`${styles.bar} ${styles[bar.tone] ?? ''}`}
        onFocus={() => onTell(bar)}
        onPointerEnter={() => onTell(bar)}
      >
        {name}
      </button>
    </li>
  )
}
