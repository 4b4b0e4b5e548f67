import * as ort from 'onnxruntime-web/webgpu'

let ready = false

/**
 * Gives ONNX Runtime the module that the page compiled, instead of 17 MB of bytes to compile once more.
 * The runtime itself is instantiated by the first session.
 */
export function prepareEngine(wasm: WebAssembly.Module): void {
  if (ready) return
  ready = true
  ort.env.wasm.numThreads = 1
  ort.env.wasm.wasmPaths = {}
  // Never read: it only keeps the runtime from fetching, and leads to the one instantiate call below.
  ort.env.wasm.wasmBinary = new ArrayBuffer(8)
  const { instantiate } = WebAssembly
  Reflect.set(WebAssembly, 'instantiate', async (_source: unknown, imports: WebAssembly.Imports) => {
    Reflect.set(WebAssembly, 'instantiate', instantiate)
    return { module: wasm, instance: await instantiate(wasm, imports) }
  })
}
