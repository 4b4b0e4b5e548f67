import { useEffect, useMemo, useRef, useState } from 'react'
import { PictureCanvas } from '../../elements/picture-canvas'
import brushes from '../brush/brush.module.css'
import { BrushStage } from '../brush/brush-stage'
import { createSketch, type Sketch } from '../brush/sketch'
import { useBrush } from '../brush/use-brush'
import type { ControlAria } from '../input-props'
import { brushWidth, FIRST_SHARE } from './brush-size'
import styles from './mask.module.css'
import { maskOf, shareOf } from './mask-pixels'
import { MaskTools } from './mask-tools'

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
    // The button that was pressed is disabled now.
    if (!sketch.current.canUndo()) document.getElementById(id)?.focus({ preventScroll: true })
  }
  const setWidth = (width: number) => setShare(width / Math.max(image.width, image.height))
  const brush = { width: brushWidth(share, image), erase }
  const state = useBrush({
    sketch,
    size: image,
    brush,
    onWidth: setWidth,
    onErase: () => setErase(!erase),
    onChange: publish,
  })
  const { toMiddle } = state

  // Once for each picture: a pad that was out of view for a while comes back with its strokes.
  useEffect(() => {
    if (canvas.current === null || painted.current === image) return
    painted.current = image
    canvas.current.width = image.width
    canvas.current.height = image.height
    sketch.current = createSketch(canvas.current, PAPER)
    shown.current = undefined
    setUndoable(false)
    toMiddle()
  }, [image, toMiddle])

  // A mask that was not painted here: of an earlier run, or of an example.
  useEffect(() => {
    if (sketch.current === undefined || mask === shown.current) return
    shown.current = mask
    if (mask === undefined) sketch.current.clear()
    else sketch.current.restore(mask)
    setUndoable(sketch.current.canUndo())
  }, [mask])

  const covered = useMemo(() => (mask === undefined ? 0 : shareOf(mask)), [mask])
  const room = { aspectRatio: `${image.width} / ${image.height}`, '--aspect': image.width / image.height }

  return (
    <div className={styles.pad}>
      <BrushStage
        id={id}
        name={`${label}: paint over the picture`}
        aria={aria}
        state={state}
        empty={!undoable && !state.drawing}
        tools
        className={styles.stage}
        style={room}
      >
        <PictureCanvas source={image} label={`${label}: the chosen picture`} />
        <canvas ref={canvas} className={`${brushes.paint} ${styles.paint}`} {...state.handlers} />
      </BrushStage>
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
