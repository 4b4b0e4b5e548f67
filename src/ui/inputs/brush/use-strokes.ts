import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import type { Brush, Point, Sketch } from './sketch'

interface Options {
  sketch: RefObject<Sketch | undefined>
  brush: Brush
  /** A stroke is done. */
  onEnd(): void
}

type Handler = (event: PointerEvent<HTMLCanvasElement>) => void

/** Strokes of a pointer on a canvas. One pointer draws at a time: a palm beside a pen draws nothing. */
export function useStrokes({ sketch, brush, onEnd }: Options) {
  const pointer = useRef<number>(undefined)
  const [drawing, setDrawing] = useState(false)

  const begin: Handler = (event) => {
    if (event.button !== 0 || pointer.current !== undefined) return
    pointer.current = event.pointerId
    setDrawing(true)
    event.currentTarget.setPointerCapture(event.pointerId)
    sketch.current?.begin(pointIn(event.currentTarget, event.nativeEvent), brush)
  }
  const extend: Handler = (event) => {
    if (event.pointerId !== pointer.current) return
    const path = event.nativeEvent.getCoalescedEvents()
    for (const at of path.length > 0 ? path : [event.nativeEvent]) {
      sketch.current?.extend(pointIn(event.currentTarget, at))
    }
  }
  const end: Handler = (event) => {
    if (event.pointerId !== pointer.current) return
    pointer.current = undefined
    setDrawing(false)
    sketch.current?.end()
    onEnd()
  }
  const handlers = {
    onPointerDown: begin,
    onPointerMove: extend,
    onPointerUp: end,
    onPointerCancel: end,
    onLostPointerCapture: end,
  }
  return { drawing, handlers }
}

/** Where on the bitmap of `canvas` an event is. */
export function pointIn(canvas: HTMLCanvasElement, event: { clientX: number; clientY: number }): Point {
  const box = canvas.getBoundingClientRect()
  return {
    x: ((event.clientX - box.left) / box.width) * canvas.width,
    y: ((event.clientY - box.top) / box.height) * canvas.height,
  }
}
