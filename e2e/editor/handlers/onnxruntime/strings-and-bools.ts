import * as ort from 'onnxruntime-web/wasm'
import { Interface, JSON, Textbox } from 'sublet'

ort.env.wasm.numThreads = 1
ort.env.wasm.simd = true
ort.env.logLevel = 'warning'

const session = await ort.InferenceSession.create('models/tfidf/model.onnx', {
  executionProviders: ['wasm'],
})

export default Interface({
  title: 'Text straight into a model',
  description: 'On the CPU, and so without a lease.',
  inputs: [Textbox({ label: 'Words', value: 'to be or not to be' })],
  outputs: [JSON()],
  async fn(text) {
    const words = text.split(' ')
    const { scores } = await session.run({
      words: new ort.Tensor('string', words, [words.length]),
      keep: new ort.Tensor(
        'bool',
        words.map((word) => word.length > 1),
        [words.length],
      ),
    })
    return words.map((word, at) => [word, (scores.data as Float32Array)[at]])
  },
})
