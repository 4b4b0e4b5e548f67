import { type Geometry, stripAt, timeAt } from './geometry'
import { commandOf } from './keys'
import type { Timeline } from './timeline'

/** A press that moved less than this is a click. */
const SLOP = 4

/**
 * Pointer, wheel and keys on the timeline. A wheel alone scrolls the page, as everywhere: it zooms with Ctrl (which is
 * what a pinch on a trackpad says) or once the timeline has the focus.
 *
 * @returns ends it
 */
export function listenToGestures(
  element: HTMLElement,
  timeline: Timeline,
  geometryAt: (now: number) => Geometry,
): () => void {
  const over = new AbortController()
  const { signal } = over
  const pressed = new Map<number, { x: number; y: number }>()
  let moved = false

  function place({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const { left, top } = element.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }

  function under(event: MouseEvent): string | undefined {
    const now = Date.now()
    const { lanes } = timeline.state.getState()
    return stripAt(lanes, place(event), geometryAt(now), now)?.span.key
  }

  function share(pixels: number): number {
    const { width, gutter } = geometryAt(Date.now())
    return pixels / Math.max(1, width - gutter)
  }

  function drag(event: PointerEvent): void {
    const before = pressed.get(event.pointerId)
    if (before === undefined) return
    const here = place(event)
    if (!moved && Math.hypot(here.x - before.x, here.y - before.y) < SLOP) return
    moved = true
    const [other] = [...pressed].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
    pressed.set(event.pointerId, here)
    if (other === undefined) return timeline.pan(-share(here.x - before.x))
    const spread = Math.abs(here.x - other.x) / Math.max(1, Math.abs(before.x - other.x))
    timeline.zoom(spread, timeAt((here.x + other.x) / 2, geometryAt(Date.now())))
  }

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return
      if (pressed.size === 0) moved = false
      pressed.set(event.pointerId, place(event))
      element.setPointerCapture(event.pointerId)
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      if (pressed.size > 0) drag(event)
      else timeline.hover(under(event))
    },
    { signal },
  )
  const release = (event: PointerEvent): void => {
    pressed.delete(event.pointerId)
  }
  element.addEventListener(
    'pointerup',
    (event) => {
      if (pressed.has(event.pointerId) && !moved) timeline.select(under(event))
      release(event)
    },
    { signal },
  )
  element.addEventListener('pointercancel', release, { signal })
  element.addEventListener('pointerleave', () => timeline.hover(undefined), { signal })
  element.addEventListener(
    'wheel',
    (event) => {
      const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX
      if (
        !event.ctrlKey &&
        !event.metaKey &&
        Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)
      ) {
        event.preventDefault()
        return timeline.pan(share(sideways))
      }
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== element) return
      event.preventDefault()
      const strength = event.ctrlKey ? 0.01 : 0.002
      timeline.zoom(Math.exp(-event.deltaY * strength), timeAt(place(event).x, geometryAt(Date.now())))
    },
    { signal, passive: false },
  )
  element.addEventListener(
    'keydown',
    (event) => {
      const command = commandOf(event)
      if (command === undefined) return
      event.preventDefault()
      command(timeline)
    },
    { signal },
  )
  return () => over.abort()
}
