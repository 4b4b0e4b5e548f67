import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface, Number } from 'sublet'

const extractor = await pipeline(
  'image-feature-extraction',
  'onnx-community/dinov3-vits16-pretrain-lvd1689m-ONNX',
  {
    dtype: 'q4',
  },
)

const picture = ({ data, width, height }: ImageData) => new RawImage(data, width, height, 4)

const alike = GPU({ duration: 15 }, async (one: ImageData, other: ImageData) => {
  const features = await extractor([picture(one), picture(other)], { pool: true })
  const [a, b]: number[][] = features.normalize().tolist()
  return a.reduce((sum, value, at) => sum + value * b[at], 0)
})

export default Interface({
  title: 'Two pictures',
  inputs: [Image({ label: 'One' }), Image({ label: 'The other' })],
  outputs: [Number({ label: 'Likeness' })],
  fn: alike,
})
