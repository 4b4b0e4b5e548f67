import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { PictureCanvas } from '../../elements/picture-canvas'
import type { ControlAria } from '../input-props'
import { createSketch, type Point, type Sketch } from '../sketch'
import { pointIn, useStrokes } from '../use-strokes'
import { brushWidth, FIRST_SHARE } from './brush-size'
import styles from './mask.module.css'
import { maskOf, shareOf } from './mask-pixels'
import { MaskTools } from './mask-tools'
import { useBrushKeys } from './use-brush-keys'

interface Props {
  id: string
  label: string
  image: ImageData
  mask: ImageData | undefined
  aria: ControlAria
  onMask(mask: ImageData | undefined): void
}

/** Shown over the picture half transparent: hardly a picture is of this colour. */
const PAPER = { ink: '#ff2d87' }

/** A picture and the brush that paints over it, by pointer and by keys. */
export function MaskPad({ id, label, image, mask, aria, onMask }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const sketch = useRef<Sketch>(undefined)
  const painted = useRef<ImageData>(undefined)
  /** Of the mask that the sketch shows. */
  const shown = useRef<ImageData>(undefined)
  const [undoable, setUndoable] = useState(false)
  const [share, setShare] = useState(FIRST_SHARE)
  const [erase, setErase] = useState(false)
  const [at, setAt] = useState<Point>({ x: image.width / 2, y: image.height / 2 })

  // Once for each picture: a pad that was out of view for a while comes back with its strokes.
  useEffect(() => {
    if (canvas.current === null || painted.current === image) return
    painted.current = image
    canvas.current.width = image.width
    canvas.current.height = image.height
    sketch.current = createSketch(canvas.current, PAPER)
    shown.current = undefined
    setUndoable(false)
    setAt({ x: image.width / 2, y: image.height / 2 })
  }, [image])

  // A mask that was not painted here: of an earlier run, or of an example.
  useEffect(() => {
    if (sketch.current === undefined || mask === shown.current) return
    shown.current = mask
    if (mask === undefined) sketch.current.clear()
    else sketch.current.restore(mask)
    setUndoable(sketch.current.canUndo())
  }, [mask])

  const publish = () => {
    if (sketch.current === undefined) return
    const found = maskOf(sketch.current.read())
    shown.current = found && new ImageData(found.data, found.width, found.height)
    setUndoable(sketch.current.canUndo())
    onMask(shown.current)
  }
  const change = (how: (sketch: Sketch) => void) => {
    if (sketch.current === undefined) return
    how(sketch.current)
    publish()
  }
  const setWidth = (width: number) => setShare(width / Math.max(image.width, image.height))
  const brush = { width: brushWidth(share, image), erase }
  const { handlers } = useStrokes({ sketch, brush, onEnd: publish })
  const { onKeyDown, said } = useBrushKeys({
    image,
    at,
    brush,
    onAt: setAt,
    onWidth: setWidth,
    onErase: () => setErase(!erase),
    onUndo: () => change((done) => done.undo()),
    onStroke: (from, to) =>
      change((done) => {
        done.begin(from, brush)
        if (to !== undefined) done.extend(to)
        done.end()
      }),
  })
  const follow = (event: PointerEvent<HTMLCanvasElement>) => {
    handlers.onPointerMove(event)
    setAt(pointIn(event.currentTarget, event.nativeEvent))
  }
  const covered = useMemo(() => (mask === undefined ? 0 : shareOf(mask)), [mask])
  const percent = (part: number, whole: number) => `${(100 * part) / whole}%`
  const ring = {
    left: percent(at.x, image.width),
    top: percent(at.y, image.height),
    width: percent(brush.width, image.width),
  }
  const room = { aspectRatio: `${image.width} / ${image.height}`, '--aspect': image.width / image.height }
  const described = [`${id}-keys`, aria['aria-describedby']].filter((one) => one !== undefined).join(' ')

  return (
    <div className={styles.pad}>
      <div
        id={id}
        className={`${styles.stage} ${aria['aria-invalid'] ? styles.invalid : ''}`}
        style={room}
        role="application"
        aria-label={`${label}: paint over the picture`}
        {...aria}
        aria-describedby={described}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move the brush
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <PictureCanvas source={image} label={`${label}: the chosen picture`} />
        <canvas ref={canvas} className={styles.paint} {...handlers} onPointerMove={follow} />
        <span className={styles.ring} style={ring} aria-hidden="true" />
      </div>
      <p id={`${id}-keys`} className="unseen">
        Arrow keys move the brush, Space paints, Shift and an arrow paint a line, plus and minus change its
        size, E erases or paints again, Control and Z take back.
      </p>
      <output className="unseen">{said}</output>
      <MaskTools
        id={id}
        label={label}
        image={image}
        width={brush.width}
        erase={erase}
        undoable={undoable}
        covered={covered}
        onWidth={setWidth}
        onErase={setErase}
        onUndo={() => change((done) => done.undo())}
        onClear={() => change((done) => done.clear())}
        onInvert={() => change((done) => done.invert())}
      />
    </div>
  )
}
