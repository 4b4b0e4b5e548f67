import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON } from 'sublet'

const options: ort.InferenceSession.SessionOptions = {
  executionProviders: ['webgpu', 'wasm'],
  preferredOutputLocation: { logits: 'gpu' },
}
const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx', options)

const classify = GPU({ duration: 5 }, async (pixels: number[]) => {
  const { logits } = await session.run({ pixels: new ort.Tensor('float32', pixels, [1, 1, 8, 8]) })
  return [...((await logits.getData()) as Float32Array)]
})

export default Interface({
  title: 'A place for outputs that there is not',
  inputs: [JSON()],
  outputs: [JSON()],
  fn: (pixels) => classify(pixels as number[]),
})
// expect: 6 '"gpu"' is not assignable
