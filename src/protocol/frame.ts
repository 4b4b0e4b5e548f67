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
  /**
   * ONNX Runtime, compiled once by the page. It goes to the worker itself: a compiled module cannot be
   * deserialised from a MessagePort in an opaque origin, but from `Worker.postMessage` it can.
   */
  v.object({ type: v.literal('wasm'), runner, module: v.instance(WebAssembly.Module) }),
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

/** What a worker is sent by the frame, beside the port of its first message. */
export const wasmMessageSchema = v.object({ wasm: v.instance(WebAssembly.Module) })
export type WasmMessage = v.InferOutput<typeof wasmMessageSchema>
