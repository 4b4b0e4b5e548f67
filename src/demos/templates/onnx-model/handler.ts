import * as ort from 'onnxruntime-web'
import { GPU, Image, Interface, Label } from 'sublet'

// At module scope: packed now, streamed to the GPU when a lease is granted.
const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')

const infer = GPU({ duration: 15 }, async (pixels: Float32Array) => {
  const { logits } = await session.run({ pixels: new ort.Tensor('float32', pixels, [1, 1, 8, 8]) })
  return Float32Array.from(logits.data as Float32Array)
})

// What the model wants to see: here 8 by 8 values from 0 to 1.
const before = (image: ImageData) => Float32Array.from({ length: 64 }, (_, at) => image.data[4 * at] / 255)

// What the page shows of what it gives: a score for each digit, which add up to 1.
function after(logits: Float32Array): number[] {
  const powers = [...logits].map((logit) => Math.exp(logit - Math.max(...logits)))
  const sum = powers.reduce((a, b) => a + b)
  return powers.map((power) => power / sum)
}

export default Interface({
  title: 'ONNX model',
  description: 'Draw a digit.',
  inputs: [Image({ label: 'Draw', source: 'sketch', shape: [8, 8], mode: 'grey', crop: 'content' })],
  outputs: [Label({ label: 'It reads', top: 3 })],
  fn: async (image) => after(await infer(before(image))),
})
