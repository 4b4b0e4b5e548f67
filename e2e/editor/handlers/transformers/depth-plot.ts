import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, ImageSlider, Interface, Number } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const estimator = await pipeline('depth-estimation', 'onnx-community/depth-anything-v2-small', {
  device: adapter ? 'webgpu' : 'wasm',
})

const measure = GPU({ duration: 20 }, async ({ data, width, height }: ImageData) => {
  const { predicted_depth, depth } = await estimator(new RawImage(data, width, height, 4))
  const farthest = predicted_depth.min().item()
  const nearest = predicted_depth.max().item()
  const grey = new Uint8ClampedArray(depth.rgba().data)
  return { picture: new ImageData(grey, depth.width, depth.height), range: [farthest, nearest].map(asNumber) }
})

function asNumber(value: number | bigint): number {
  return typeof value === 'bigint' ? parseInt(value.toString(), 10) : value
}

export default Interface({
  title: 'Depth, and how much of it',
  inputs: [Image({ label: 'Picture' })],
  outputs: [ImageSlider(), Number({ label: 'Range' })],
  async fn(image) {
    const { picture, range } = await measure(image)
    return [[image, picture], range[1] - range[0]]
  },
})
