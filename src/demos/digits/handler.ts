import * as ort from 'onnxruntime-web'
import { GPU, Image, Interface, Label } from 'sublet'

// On the GPU from the start: packed now, streamed in when a lease is granted.
const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')

const classify = GPU({ duration: 15 }, async function classify(pixels: Float32Array) {
  const { logits } = await session.run({ pixels: new ort.Tensor('float32', pixels, [1, 1, 8, 8]) })
  return Float32Array.from(logits.data as Float32Array)
})

// Ink is 1, paper is 0: red, green and blue of a grey image are the same.
function toPixels(image: ImageData): Float32Array {
  return Float32Array.from({ length: 64 }, (_, i) => image.data[4 * i] / 255)
}

function softmax(logits: Float32Array): number[] {
  const max = Math.max(...logits)
  const powers = [...logits].map((logit) => Math.exp(logit - max))
  const sum = powers.reduce((a, b) => a + b)
  return powers.map((power) => power / sum)
}

export default Interface({
  title: 'Digits',
  description: 'Draw a digit with the mouse, a finger, a pen or the arrow keys.',
  inputs: [Image({ label: 'Draw a digit', source: 'sketch', shape: [8, 8], mode: 'grey', crop: 'content' })],
  outputs: [Label({ label: 'It reads', top: 3 })],
  fn: async (image) => softmax(await classify(toPixels(image))),
})
