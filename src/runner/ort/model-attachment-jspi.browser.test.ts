import * as ort from 'onnxruntime-web/webgpu'
import { test, vi } from 'vitest'
import { expectExternalModelRuns } from './external-model.fixture'

// As the site does where WebAssembly can wait: the same module, another build.
vi.mock('onnxruntime-web/webgpu', () => {
  // Not by its name, for which the package has no types.
  const build = ['', 'node_modules', 'onnxruntime-web', 'dist', 'ort.jspi.bundle.min.mjs'].join('/')
  return import(/* @vite-ignore */ build)
})

const WASM = '/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.jspi.wasm'

test.skipIf(!('Suspending' in WebAssembly))(
  'external weights are streamed by ONNX Runtime itself',
  async () => {
    await expectExternalModelRuns(ort, WebAssembly.compileStreaming(fetch(WASM)))
  },
)
