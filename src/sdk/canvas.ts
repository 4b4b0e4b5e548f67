import type { CanvasComponent } from './components'
import { currentRuntime } from './runtime'

/** As in `src/protocol/interface.ts`, where the defaults of all components are. */
const WIDTH = 640
const HEIGHT = 360

/**
 * The page's canvas for an output that is a `Canvas`, in the call that runs: what is drawn on it is seen at once, with
 * WebGPU or in 2D. Each call has its own; it is of no use when the call is over. Outside Sublet it is a new
 * `OffscreenCanvas`.
 *
 * @param view the component as it stands in the `outputs` of the Interface
 * @throws outside a call; for a component that is not among the outputs; outside Sublet where the platform has no
 * `OffscreenCanvas`
 */
export function canvasFor(view: CanvasComponent): OffscreenCanvas {
  const runtime = currentRuntime()
  if (runtime !== undefined) return runtime.canvas(view)
  if (!('OffscreenCanvas' in globalThis))
    throw new Error('canvasFor() needs OffscreenCanvas, which is not here.')
  return new OffscreenCanvas(view.width ?? WIDTH, view.height ?? HEIGHT)
}
