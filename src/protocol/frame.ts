import * as v from 'valibot'

/**
 * Host <-> the hidden frame `sandbox.html`. The frame is given one MessagePort in its first window message
 * and listens to nothing else afterwards (STYLE 8). It spawns and ends `data:` workers, and knows no more.
 */
export const FRAME_PROTOCOL = 1

const runner = v.string()

export const frameHelloSchema = v.object({
  type: v.literal('hello'),
  protocol: v.literal(FRAME_PROTOCOL),
  port: v.instance(MessagePort),
})
export type FrameHello = v.InferOutput<typeof frameHelloSchema>

export const toFrameSchema = v.variant('type', [
  /** `boot` is the script of the worker's `data:` URL; `port` is handed on to it in its first message. */
  v.object({ type: v.literal('spawn'), runner, boot: v.string(), port: v.instance(MessagePort) }),
  v.object({ type: v.literal('kill'), runner }),
])
export type ToFrame = v.InferOutput<typeof toFrameSchema>

export const fromFrameSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** The worker threw where nothing caught it, or its script did not load. */
  v.object({ type: v.literal('crashed'), runner, message: v.string() }),
  v.object({ type: v.literal('killed'), runner }),
])
export type FromFrame = v.InferOutput<typeof fromFrameSchema>
