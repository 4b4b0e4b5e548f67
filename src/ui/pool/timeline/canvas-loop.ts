import type { Beat } from '../beat'
import { type Geometry, gutterOf, heightOf } from './geometry'
import type { Lane } from './lanes'
import { type Palette, paint } from './paint'
import type { Timeline } from './timeline'

export interface CanvasLoopOptions {
  canvas: HTMLCanvasElement
  timeline: Timeline
  palette(): Palette
  title(lane: Lane): string
  /** Something is held or waited for: its bar grows. */
  moving(): boolean
  /** When the rest of the page changes as well. */
  beat: Beat
}

export interface CanvasLoop {
  geometryAt(now: number): Geometry
  /** Something that the timeline does not know has changed: colours, fonts, names, what moves. */
  redraw(): void
  /** Idempotent. */
  close(): void
}

const AT_REST_MS = 1_000

/**
 * Draws the timeline as often as it moves by a pixel, with what else changes on the page, and not at all while nobody could
 * see a difference: the GPU is for those who lease it.
 */
export function createCanvasLoop(options: CanvasLoopOptions): CanvasLoop {
  const { canvas, timeline } = options
  const context = canvas.getContext('2d')
  const calm = matchMedia('(prefers-reduced-motion: reduce)')
  let width = 0
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopBeat: (() => void) | undefined
  let fontFamily: string | undefined
  let closed = false

  function geometryAt(now: number): Geometry {
    return { width, gutter: gutterOf(width), view: timeline.viewAt(now) }
  }

  function draw(): void {
    frame = 0
    if (closed || context === null || width === 0) return
    const now = Date.now()
    const { lanes, hovered, selected } = timeline.state.getState()
    const height = heightOf(lanes)
    const scale = devicePixelRatio
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)]
    if (canvas.width !== across || canvas.height !== down) {
      canvas.width = across
      canvas.height = down
      canvas.style.height = `${height}px`
    }
    context.setTransform(scale, 0, 0, scale, 0, 0)
    // To ask costs a layout of the page, if anything has changed on it.
    fontFamily ??= getComputedStyle(canvas).fontFamily
    const geometry = geometryAt(now)
    paint(context, {
      lanes,
      geometry,
      height,
      now,
      hovered,
      selected,
      palette: options.palette(),
      fonts: { text: `12px ${fontFamily}`, mono: '11px ui-monospace, "DejaVu Sans Mono", monospace' },
      title: options.title,
    })
    again(geometry)
  }

  function again({ view, gutter }: Geometry): void {
    pause()
    const { live } = timeline.state.getState().view
    const moving = options.moving()
    if (!live && !moving) return
    const pixelMs = (view.to - view.from) / Math.max(1, (width - gutter) * devicePixelRatio)
    if (calm.matches || !moving || pixelMs >= AT_REST_MS) {
      timer = setTimeout(request, AT_REST_MS)
      return
    }
    const due = performance.now() + pixelMs
    stopBeat = options.beat.subscribe(() => performance.now() >= due && request())
  }

  function pause(): void {
    clearTimeout(timer)
    stopBeat?.()
    stopBeat = undefined
  }

  function request(): void {
    if (frame === 0 && !closed) frame = requestAnimationFrame(draw)
  }

  const sizes = new ResizeObserver(() => {
    width = Math.floor(canvas.clientWidth)
    request()
  })
  sizes.observe(canvas)
  const stop = timeline.state.subscribe(request)

  return {
    geometryAt,
    redraw() {
      fontFamily = undefined
      request()
    },
    close() {
      closed = true
      pause()
      cancelAnimationFrame(frame)
      sizes.disconnect()
      stop()
    },
  }
}
