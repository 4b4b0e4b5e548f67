import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON } from 'sublet'

const session = await ort.InferenceSession.create('local:digits.onnx')

const run = GPU({ duration: 60 }, async (pixels: Float32Array) => {
  const { logits } = await session.run({
    pixels: new ort.Tensor('float32', pixels, [pixels.length / 64, 1, 8, 8]),
  })
  return Float32Array.from(logits.data as Float32Array)
})

export default Interface({
  title: 'dropped',
  inputs: [JSON({ label: 'Pixels, 64 for each image' })],
  outputs: [JSON()],
  fn: async (pixels) => run(pixels as Float32Array),
})
