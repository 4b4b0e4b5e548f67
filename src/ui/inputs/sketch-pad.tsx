import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../elements/button'
import { PixelCanvas } from '../elements/pixel-canvas'
import { isBlank } from '../image/fit-image'
import { checkPicture } from './check-picture'
import styles from './image.module.css'
import type { InputProps } from './input-props'
import { createSketch, type Point, type Sketch } from './sketch'

/** Of the bitmap; on the page the pad is as wide as its panel allows. */
const SIDE = 448

export function SketchPad({ id, label, spec, draft, onDraft, aria }: InputProps<'image'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const sketch = useRef<Sketch>(undefined)
  const pointer = useRef<number>(undefined)
  const [drawing, setDrawing] = useState(false)
  const firstDraft = useRef(draft)

  useEffect(() => {
    if (canvas.current === null) return
    sketch.current = createSketch(canvas.current)
    if (firstDraft.current instanceof ImageData) sketch.current.restore(firstDraft.current)
  }, [])

  const publish = () => {
    const drawn = sketch.current?.read()
    onDraft(drawn === undefined || isBlank(drawn) ? undefined : drawn)
  }
  const change = (how: (sketch: Sketch) => void) => {
    if (sketch.current === undefined) return
    how(sketch.current)
    publish()
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || pointer.current !== undefined) return
    pointer.current = event.pointerId
    setDrawing(true)
    event.currentTarget.setPointerCapture(event.pointerId)
    sketch.current?.begin(pointIn(event.currentTarget, event.nativeEvent))
  }
  const extend = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerId !== pointer.current) return
    const path = event.nativeEvent.getCoalescedEvents()
    for (const at of path.length > 0 ? path : [event.nativeEvent]) {
      sketch.current?.extend(pointIn(event.currentTarget, at))
    }
  }
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerId !== pointer.current) return
    pointer.current = undefined
    setDrawing(false)
    sketch.current?.end()
    publish()
  }

  const checked = spec.shape === undefined ? undefined : checkPicture(spec, draft)
  return (
    <div className={styles.room}>
      <div className={styles.pad}>
        <div className={styles.ink}>
          <canvas
            ref={canvas}
            id={id}
            role="img"
            aria-label={label}
            aria-describedby={aria['aria-describedby']}
            className={`${styles.sketch} ${aria['aria-invalid'] ? styles.invalid : ''}`}
            width={SIDE}
            height={SIDE}
            onPointerDown={begin}
            onPointerMove={extend}
            onPointerUp={end}
            onPointerCancel={end}
            onLostPointerCapture={end}
          />
          {draft === undefined && !drawing && (
            <span className={styles.hint} aria-hidden="true">
              draw here
            </span>
          )}
        </div>
        <div className={styles.tools}>
          <span className={styles.buttons}>
            <Button
              look="quiet"
              disabled={draft === undefined}
              onClick={() => change((drawn) => drawn.clear())}
            >
              Clear
            </Button>
            <Button
              look="quiet"
              disabled={draft === undefined}
              onClick={() => change((drawn) => drawn.undo())}
            >
              Undo
            </Button>
          </span>
          {spec.shape !== undefined && (
            <span className={styles.fitted}>
              <span>
                the handler gets <span className="num">{`${spec.shape[0]} × ${spec.shape[1]}`}</span>
              </span>
              <PixelCanvas image={checked?.is === 'value' ? checked.value : undefined} />
            </span>
          )}
        </div>
      </div>
    </div>
  )
}

function pointIn(canvas: HTMLCanvasElement, event: { clientX: number; clientY: number }): Point {
  const box = canvas.getBoundingClientRect()
  return {
    x: ((event.clientX - box.left) / box.width) * canvas.width,
    y: ((event.clientY - box.top) / box.height) * canvas.height,
  }
}
