import { type CSSProperties, type PointerEvent, type Ref, useRef, useState } from 'react'
import { PictureCanvas, type PictureSource } from '../elements/picture-canvas'
import styles from './image-slider.module.css'

interface Props {
  label: string
  before: PictureSource
  after: PictureSource
  /** The canvas of `after`. */
  handle: Ref<HTMLCanvasElement>
}

/** Smaller pictures are enlarged to this width, so that there is something to compare. CSS pixels. */
const LEAST_WIDTH = 320
const LEFT = 0
const MIDDLE = 50
const RIGHT = 100

/**
 * Two pictures over each other: left of the divider the one, right of it the other. Pointers move the divider from
 * anywhere on the picture; keys, and whoever reads the page aloud, have a range input.
 */
export function ImageSlider({ label, before, after, handle }: Props) {
  const [share, setShare] = useState(MIDDLE)
  const range = useRef<HTMLInputElement>(null)
  const large = before.width * before.height > after.width * after.height ? before : after

  const follow = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    setShare(Math.min(RIGHT, Math.max(LEFT, ((clientX - left) / width) * RIGHT)))
  }
  const size: CSSProperties = {
    aspectRatio: `${large.width} / ${large.height}`,
    width: `min(100%, ${Math.max(large.width, LEAST_WIDTH)}px, ${(70 * large.width) / large.height}vh)`,
  }
  return (
    <div
      className={styles.frame}
      style={size}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        // A press on a picture would begin to drag or select; the keys go on from where the pointer was.
        event.preventDefault()
        range.current?.focus({ preventScroll: true })
        event.currentTarget.setPointerCapture(event.pointerId)
        follow(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event)
      }}
    >
      <div className={styles.layer}>
        <PictureCanvas source={after} label={`${label}: after`} handle={handle} />
      </div>
      <div className={styles.layer} style={{ clipPath: `inset(0 ${RIGHT - share}% 0 0)` }}>
        <PictureCanvas source={before} label={`${label}: before`} />
      </div>
      <span className={`${styles.name} ${styles.left}`} hidden={share < 15} aria-hidden="true">
        Before
      </span>
      <span className={`${styles.name} ${styles.right}`} hidden={share > 85} aria-hidden="true">
        After
      </span>
      <span className={styles.divider} style={{ left: `${share}%` }} aria-hidden="true" />
      <input
        ref={range}
        className={styles.range}
        type="range"
        min={LEFT}
        max={RIGHT}
        step={1}
        value={Math.round(share)}
        onChange={(event) => setShare(event.target.valueAsNumber)}
        aria-label={`${label}: how much of before is shown`}
        aria-valuetext={`${Math.round(share)} % before, ${Math.round(RIGHT - share)} % after`}
      />
    </div>
  )
}
