import { useEffect, useMemo, useRef } from 'react'
import { Button } from '../elements/button'
import { PixelCanvas } from '../elements/pixel-canvas'
import { isBlank } from '../image/fit-image'
import brushes from './brush/brush.module.css'
import { BrushStage } from './brush/brush-stage'
import { createSketch, type Sketch } from './brush/sketch'
import { useBrush } from './brush/use-brush'
import { checkPicture } from './check-picture'
import styles from './image.module.css'
import type { InputProps } from './input-props'

/** Of the bitmap; on the page the pad is as wide as its panel allows. */
const SIDE = 448
const SIZE = { width: SIDE, height: SIDE }

/** A digit drawn at this width comes out as thick as one written with a pen. */
const BRUSH = { width: 0.08 * SIDE, erase: false }

/** Slate and chalk, by pointer and by keys. */
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
    // The button that was pressed is disabled now.
    if (!sketch.current.canUndo()) document.getElementById(id)?.focus({ preventScroll: true })
  }
  const state = useBrush({ sketch, size: SIZE, brush: BRUSH, onChange: publish })
  const empty = draft === undefined && !state.drawing

  // The brush moves more often than something is drawn.
  const checked = useMemo(
    () => (spec.shape === undefined ? undefined : checkPicture(spec, draft)),
    [spec, draft],
  )
  const fitted = checked?.is === 'value' && checked.value instanceof ImageData ? checked.value : undefined
  return (
    <div className={styles.room}>
      <div className={styles.pad}>
        <div>
          <BrushStage
            id={id}
            name={`${label}: draw here`}
            aria={aria}
            state={state}
            empty={empty}
            className={styles.stage}
          >
            <canvas
              ref={canvas}
              role="img"
              aria-label={label}
              className={`${brushes.paint} ${styles.sketch}`}
              width={SIDE}
              height={SIDE}
              {...state.handlers}
            />
            {empty && (
              <span className={styles.hint} aria-hidden="true">
                draw here
              </span>
            )}
          </BrushStage>
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
