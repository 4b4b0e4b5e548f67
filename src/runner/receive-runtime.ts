import * as v from 'valibot'
import { wasmMessageSchema } from '../protocol/frame'

/** ONNX Runtime, as the frame sends it to this worker when the first model is staged; pending until then. */
export function receiveRuntime(): Promise<WebAssembly.Module> {
  const received = Promise.withResolvers<WebAssembly.Module>()
  addEventListener('message', function receive({ data }: MessageEvent<unknown>) {
    const message = v.safeParse(wasmMessageSchema, data)
    if (!message.success) return
    removeEventListener('message', receive)
    received.resolve(message.output.wasm)
  })
  return received.promise
}
