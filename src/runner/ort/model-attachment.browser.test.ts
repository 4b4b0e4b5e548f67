import * as ort from 'onnxruntime-web/webgpu'
import { test } from 'vitest'
import { expectExternalModelRuns } from './external-model.fixture'

const WASM = '/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm'

test('weights that stay are read by ONNX Runtime, and weights that moved are streamed', async () => {
  await expectExternalModelRuns(ort, WebAssembly.compileStreaming(fetch(WASM)))
})
