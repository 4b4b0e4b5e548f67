import * as ort from 'onnxruntime-web'
import { GPU, Interface, State, Textbox } from 'sublet'

const session = await ort.InferenceSession.create('models/large/model.onnx', {
  externalData: [{ path: 'model.onnx_data', data: 'models/large/model.onnx_data' }],
  executionProviders: ['webgpu', 'wasm'],
})

const step = GPU({ duration: 10 }, async (memory: Float32Array, letter: number) => {
  const results = await session.run({
    memory: new ort.Tensor(memory, [1, memory.length]),
    letter: new ort.Tensor(Int32Array.of(letter)),
  })
  return { memory: Float32Array.from(results.memory_out.data as Float32Array), next: results.next.data[0] }
})

const memory = State(new Float32Array(128))

export default Interface({
  title: 'What it remembers between calls',
  inputs: [Textbox({ label: 'Letter', value: 'a' }), memory],
  outputs: [Textbox({ label: 'Next letter' }), memory],
  async fn(letter, before) {
    const after = await step(before, letter.charCodeAt(0))
    return [`${after.next}`, after.memory]
  },
})
