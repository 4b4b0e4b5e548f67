import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface, Label } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const classifier = await pipeline(
  'image-classification',
  'onnx-community/mobilenetv4_conv_small.e2400_r224_in1k',
  { device: adapter ? 'webgpu' : 'wasm' },
)

const look = GPU({ duration: 5 }, async (image: ImageData) => {
  const { data, width, height } = image
  return classifier(new RawImage(data, width, height, 4), { top_k: 5 })
})

export default Interface({
  title: 'One of a thousand things',
  inputs: [Image({ sources: ['webcam', 'upload'] })],
  outputs: [Label({ top: 5 })],
  live: true,
  fn: async (image) => Object.fromEntries((await look(image)).map(({ label, score }) => [label, score])),
})
