import type { CSSProperties, ReactNode } from 'react'
import type { ControlAria } from '../input-props'
import styles from './brush.module.css'
import type { BrushState } from './use-brush'

interface Props {
  id: string
  /** What is painted here. */
  name: string
  aria: ControlAria
  state: BrushState
  /** Nothing is painted yet: whoever comes by keyboard sees the keys. */
  empty: boolean
  /** The brush has several widths, and erases. */
  tools?: boolean
  className?: string | undefined
  style?: CSSProperties
  /** What is painted on, with the `handlers` of the state. */
  children: ReactNode
}

/** Where a brush paints: takes the focus and the keys, and shows the brush. */
export function BrushStage(props: Props) {
  const { id, name, aria, state, empty, tools = false, className, style, children } = props
  const { at, size, brush, said, onKeyDown } = state
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`
  const ring = {
    left: percent(at.x, size.width),
    top: percent(at.y, size.height),
    width: percent(brush.width, size.width),
  }
  const described = [`${id}-keys`, aria['aria-describedby']].filter((one) => one !== undefined).join(' ')
  return (
    <>
      <div
        id={id}
        className={`${styles.stage} ${className ?? ''} ${aria['aria-invalid'] ? styles.invalid : ''}`}
        style={style}
        role="application"
        aria-label={name}
        {...aria}
        aria-describedby={described}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the brush
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {children}
        <span className={styles.ring} style={ring} aria-hidden="true" />
        {empty && <KeysShown tools={tools} />}
      </div>
      <p id={`${id}-keys`} className="unseen">
        Arrow keys move the brush, Space paints, Shift and an arrow paint a line,
        {tools && ' plus and minus change its size, E erases or paints again,'} Control and Z take back.
      </p>
      <output className="unseen">{said}</output>
    </>
  )
}

/** The same for those who see it. */
function KeysShown({ tools }: { tools: boolean }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      <span>
        <kbd>←</kbd> <kbd>↑</kbd> <kbd>↓</kbd> <kbd>→</kbd> move
      </span>
      <span>
        <kbd>Space</kbd> paint
      </span>
      <span>
        <kbd>Shift</kbd> <kbd>→</kbd> line
      </span>
      {tools && (
        <>
          <span>
            <kbd>+</kbd> <kbd>−</kbd> size
          </span>
          <span>
            <kbd>E</kbd> erase
          </span>
        </>
      )}
      <span>
        <kbd>Ctrl</kbd> <kbd>Z</kbd> undo
      </span>
    </span>
  )
}
