import { useEffect, useRef } from 'react'
import { Button } from '../elements/button'
import { PixelCanvas } from '../elements/pixel-canvas'
import { isBlank } from '../image/fit-image'
import { checkPicture } from './check-picture'
import styles from './image.module.css'
import type { InputProps } from './input-props'
import { createSketch, type Sketch } from './sketch'
import { useStrokes } from './use-strokes'

/** Of the bitmap; on the page the pad is as wide as its panel allows. */
const SIDE = 448

export function SketchPad({ id, label, spec, draft, onDraft, aria }: InputProps<'image'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const sketch = useRef<Sketch>(undefined)
  const firstDraft = useRef(draft)

  // Once: a pad that was out of view for a while comes back with its strokes.
  useEffect(() => {
    if (canvas.current === null || sketch.current !== undefined) return
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
  const { drawing, handlers } = useStrokes({ sketch, onEnd: publish })

  const checked = spec.shape === undefined ? undefined : checkPicture(spec, draft)
  const fitted = checked?.is === 'value' && checked.value instanceof ImageData ? checked.value : undefined
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
            {...handlers}
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
              <PixelCanvas image={fitted} />
            </span>
          )}
        </div>
      </div>
    </div>
  )
}
