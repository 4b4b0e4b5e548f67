import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface, JSON } from 'sublet'

const estimator = await pipeline('depth-estimation', 'tiny/depth', { device: 'webgpu' })

const look = GPU({ duration: 60 }, async ({ data, width, height }: ImageData) => {
  const { predicted_depth: predicted, depth } = await estimator(new RawImage(data, width, height, 4))
  return { dims: predicted.dims, data: predicted.data, width: depth.width, grey: depth.data }
})

export default Interface({
  title: 'Depth',
  inputs: [Image()],
  outputs: [JSON()],
  fn: look,
})
