import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON } from 'sublet'

const response = await fetch('models/digits/onnx/model.onnx')
const bytes = new Uint8Array(await response.arrayBuffer())
const session = await ort.InferenceSession.create(bytes, { executionProviders: ['webgpu', 'wasm'] })

const shapes = GPU({ duration: 5 }, async () => {
  const feeds: Record<string, ort.Tensor> = {}
  for (const meta of session.inputMetadata) {
    if (!meta.isTensor) continue
    const dims = meta.shape.map((size) => (typeof size === 'number' ? size : 1))
    const length = dims.reduce((a, b) => a * b, 1)
    feeds[meta.name] = new ort.Tensor('float32', new Float32Array(length), dims)
  }
  const results = await session.run(feeds)
  return Object.fromEntries(session.outputNames.map((name) => [name, results[name].dims]))
})

export default Interface({
  title: 'The shapes of a model',
  inputs: [],
  outputs: [JSON()],
  fn: () => shapes(),
})
