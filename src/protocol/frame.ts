import * as v from 'valibot'

/**
 * Host <-> the hidden frame `sandbox.html`, on this origin or on another one. It spawns and ends `data:` workers, and
 * knows no more.
 *
 * 1. The page loads the frame.
 * 2. It posts `hello` to the window of the frame, addressed to the frame's exact origin: the protocol's number and one
 *    MessagePort. The frame takes it from its parent only, once, and listens to no window message after it.
 * 3. Over the port the frame answers `ready`, or `refused` with its own number if that is another one.
 * 4. A page that hears neither within 10 s gives the frame up.
 */
export const FRAME_PROTOCOL = 2

const runner = v.string()

export const frameHelloSchema = v.object({
  type: v.literal('hello'),
  // Any number, so that a frame of another version can say so.
  protocol: v.number(),
  port: v.instance(MessagePort),
})
export type FrameHello = v.InferOutput<typeof frameHelloSchema>

export const toFrameSchema = v.variant('type', [
  /** `boot` is the script of the worker's `data:` URL; `port` is handed on to it in its first message. */
  v.object({ type: v.literal('spawn'), runner, boot: v.string(), port: v.instance(MessagePort) }),
  /** The wasm of ONNX Runtime, compiled once for all workers: a compiled module cannot cross origins. */
  v.object({ type: v.literal('compile'), wasm: v.instance(Blob) }),
  /**
   * Hands what was compiled to a worker, by `Worker.postMessage`: a module cannot be deserialised from a MessagePort in
   * an opaque origin.
   */
  v.object({ type: v.literal('give'), runner }),
  v.object({ type: v.literal('kill'), runner }),
  /** Answered by `pong`, unless the frame's process is gone: no event tells of that. */
  v.object({ type: v.literal('ping') }),
])
export type ToFrame = v.InferOutput<typeof toFrameSchema>

export const fromFrameSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('refused'), protocol: v.number() }),
  v.object({ type: v.literal('compiled') }),
  v.object({ type: v.literal('notCompiled'), message: v.string() }),
  /** The worker threw where nothing caught it, or its script did not load. */
  v.object({ type: v.literal('crashed'), runner, message: v.string() }),
  v.object({ type: v.literal('killed'), runner }),
  v.object({ type: v.literal('pong') }),
])
export type FromFrame = v.InferOutput<typeof fromFrameSchema>

/** What a worker is sent by the frame, beside the port of its first message. */
export const wasmMessageSchema = v.object({ wasm: v.instance(WebAssembly.Module) })
export type WasmMessage = v.InferOutput<typeof wasmMessageSchema>
