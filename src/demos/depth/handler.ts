import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface } from 'sublet'

/** The depth of each is a number of its own, more than once. */
const MOST_PIXELS = 4096 * 4096

// 16-bit floats are for GPUs whose shaders know them; without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const estimator = await pipeline('depth-estimation', 'onnx-community/depth-anything-v2-small', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: adapter?.features.has('shader-f16') ? 'fp16' : 'fp32',
})

// Whatever the size of the picture, the network sees it 518 pixels high or wide: a software adapter needs long for that.
const duration = adapter && !adapter.info.isFallbackAdapter ? 15 : 120

const estimate = GPU({ duration }, async function estimate({ data, width, height }: ImageData) {
  const { depth } = await estimator(new RawImage(data, width, height, 4))
  return new ImageData(new Uint8ClampedArray(depth.rgba().data), depth.width, depth.height)
})

export default Interface({
  title: 'Depth',
  description: 'One picture is enough: what is near becomes bright, what is far becomes dark.',
  inputs: [Image({ label: 'Picture' })],
  outputs: [Image({ label: 'Depth' })],
  fn(picture) {
    if (picture.width * picture.height > MOST_PIXELS)
      throw new RangeError(
        `The picture has ${picture.width} × ${picture.height} pixels; 16 million are the most.`,
      )
    return estimate(picture)
  },
})
