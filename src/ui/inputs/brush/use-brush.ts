import { type PointerEvent, type RefObject, useCallback, useState } from 'react'
import type { Brush, Point, Size, Sketch } from './sketch'
import { useBrushKeys } from './use-brush-keys'
import { pointIn, useStrokes } from './use-strokes'

interface Options {
  sketch: RefObject<Sketch | undefined>
  /** Of the bitmap. */
  size: Size
  brush: Brush
  /** See `useBrushKeys`. */
  onWidth?: (width: number) => void
  onErase?: () => void
  /** A stroke is done, or was taken back. */
  onChange(): void
}

export type BrushState = ReturnType<typeof useBrush>

/** One brush for pointer and keys: the keys go on from where the pointer was. */
export function useBrush({ sketch, size, brush, onWidth, onErase, onChange }: Options) {
  /** Undefined: in the middle. */
  const [moved, setMoved] = useState<Point>()
  const at = moved ?? { x: size.width / 2, y: size.height / 2 }
  const { drawing, handlers } = useStrokes({ sketch, brush, onEnd: onChange })
  const { onKeyDown, said } = useBrushKeys({
    size,
    at,
    brush,
    onAt: setMoved,
    onWidth,
    onErase,
    onUndo: () => {
      sketch.current?.undo()
      onChange()
    },
    onStroke: (from, to) => {
      sketch.current?.begin(from, brush)
      if (to !== undefined) sketch.current?.extend(to)
      sketch.current?.end()
      onChange()
    },
  })
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    handlers.onPointerMove(event)
    setMoved(pointIn(event.currentTarget, event.nativeEvent))
  }
  const toMiddle = useCallback(() => setMoved(undefined), [])
  return { at, size, brush, drawing, said, toMiddle, onKeyDown, handlers: { ...handlers, onPointerMove } }
}
